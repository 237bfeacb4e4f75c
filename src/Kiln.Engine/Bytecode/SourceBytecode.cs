using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>The bytecode of sources, of all interpreters and levels, whoever made it.</summary>
internal static class SourceBytecode
{
    /// <summary>That of these sources of a folder, in the folder's <c>__pycache__</c>.</summary>
    public static IEnumerable<FsPath> Of(FsPath folder, IReadOnlyList<FsPath> sources)
    {
        if (sources.Count == 0 || FolderHandle.Open(folder.Append("__pycache__"u8), follow: false, out var cache).IsError)
            return [];
        var stems = sources.Select(source => FsPath.FromBytes(source.Name[..^3])).ToHashSet();
        var entries = new FolderEntries();
        var paths = new List<FsPath>();
        using (cache!)
        {
            _ = cache!.List(entries);
            for (int i = 0; i < entries.Count; i++)
            {
                if (PycName.TryParse(entries.Name(i), out var name) && stems.Contains(FsPath.FromBytes(name.Stem)))
                    paths.Add(cache.Path.Append(entries.Name(i)));
            }
        }
        return paths;
    }
}
