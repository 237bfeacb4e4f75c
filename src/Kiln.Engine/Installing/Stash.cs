using System.Globalization;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>What a change moved aside, each file at its path below the number of its root: <c>N/…</c>. Used by several threads.</summary>
internal sealed class Stash(FsPath folder, IReadOnlyList<FsPath> roots)
{
    private readonly HashSet<FsPath> _made = [];
    private readonly Lock _lock = new();

    /// <summary>Moves a file or link aside; nothing happens if it is not there.</summary>
    public FileError Take(FsPath path)
    {
        int root = -1;
        for (int i = 0; i < roots.Count; i++)
        {
            // The innermost root: environments have site-packages inside their data folder.
            if (path.IsWithin(roots[i]) && (root < 0 || roots[i].Length > roots[root].Length))
                root = i;
        }
        if (root < 0)
            return new FileError(FileFault.AccessDenied, 0);
        var place = PlaceOf(root).Append(path.Bytes[roots[root].Length..].TrimStart((byte)'/'));
        lock (_lock)
        {
            if (_made.Add(place.Parent))
            {
                var made = FileSystem.MakeFolders(place.Parent);
                if (made.IsError)
                    return made;
            }
        }
        var error = FileSystem.Rename(path, place);
        return error.Fault is FileFault.NotFound or FileFault.NotFolder ? FileError.None : error;
    }

    /// <summary>Moves everything back, as far as that can be done; the first error.</summary>
    public FileError Restore()
    {
        var first = FileError.None;
        Visit((from, to, kind) =>
        {
            var error = kind == FileKind.Folder ? FileSystem.MakeFolders(to) : FileSystem.Rename(from, to);
            first = first.IsError ? first : error;
        });
        return first;
    }

    /// <summary>The folders that something was taken from, and those above them.</summary>
    public List<FsPath> Folders()
    {
        var folders = new List<FsPath>();
        Visit((_, to, kind) =>
        {
            if (kind == FileKind.Folder)
                folders.Add(to);
        });
        return folders;
    }

    private FsPath PlaceOf(int root) => folder / root.ToString(CultureInfo.InvariantCulture);

    private void Visit(Action<FsPath, FsPath, FileKind> visit)
    {
        for (int i = 0; i < roots.Count; i++)
            Visit(PlaceOf(i), roots[i], visit);
    }

    private static void Visit(FsPath stashed, FsPath place, Action<FsPath, FsPath, FileKind> visit)
    {
        if (FolderHandle.Open(stashed, follow: false, out var handle).IsError)
            return;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var from = stashed.Append(entries.Name(i));
            var to = place.Append(entries.Name(i));
            _ = FileSystem.Stat(from, follow: false, out var status);
            visit(from, to, status.Kind);
            if (status.Kind == FileKind.Folder)
                Visit(from, to, visit);
        }
    }
}
