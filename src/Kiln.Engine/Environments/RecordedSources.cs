using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Environments;

/// <summary>The Python sources that a distribution's RECORD lists, or why there is no such list.</summary>
public sealed record RecordedSources
{
    private RecordedSources()
    {
    }

    /// <summary>Whether the RECORD could be read.</summary>
    public RecordState State { get; private init; }

    /// <summary>Why it could not be read, where <see cref="State"/> is <see cref="RecordState.Unreadable"/>.</summary>
    public FileError Error { get; private init; }

    /// <summary>The sources below site-packages, as RECORD orders them; whether they exist was not asked.</summary>
    public IReadOnlyList<FsPath> Paths { get; private init; } = [];

    /// <summary>Reads the RECORD of a distribution.</summary>
    public static RecordedSources Read(InstalledPackage package)
    {
        if (package.IsEggInfo)
            return new RecordedSources { State = RecordState.Missing };
        var error = FileSystem.ReadAll(package.Record, out var content);
        if (error.Fault == FileFault.NotFound)
            return new RecordedSources { State = RecordState.Missing };
        if (error.IsError)
            return new RecordedSources { State = RecordState.Unreadable, Error = error };

        var sources = new List<FsPath>();
        var reader = new RecordReader(content);
        while (reader.Read())
        {
            if (FindSource(package.SitePackages, reader.Path) is { } source)
                sources.Add(source);
        }
        return new RecordedSources { State = reader.IsMalformed ? RecordState.Malformed : RecordState.Read, Paths = sources };
    }

    /// <summary>The file that a row stands for; null if it is no source, or leaves site-packages: scripts do (<c>../../../bin/x.py</c>).</summary>
    private static FsPath? FindSource(FsPath sitePackages, ReadOnlySpan<byte> recorded)
    {
        if (!recorded.EndsWith(".py"u8) || recorded.Contains((byte)0) || FsPath.FromBytes(recorded).IsAbsolute)
            return null;
        if (IsPlain(recorded))
            return sitePackages.Append(recorded);

        var components = new List<byte[]>();
        foreach (var range in recorded.SplitAny((byte)'/', OperatingSystem.IsWindows() ? (byte)'\\' : (byte)'/'))
        {
            var component = recorded[range];
            if (component.SequenceEqual(".."u8))
            {
                if (components.Count == 0)
                    return null;
                components.RemoveAt(components.Count - 1);
            }
            else if (!component.IsEmpty && !component.SequenceEqual("."u8))
                components.Add(component.ToArray());
        }
        return components.Aggregate(sitePackages, (folder, component) => folder.Append(component));
    }

    /// <summary>True for nearly all rows: nothing in them to resolve.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> path) =>
        path[0] != (byte)'.' && path.IndexOf("/."u8) < 0 && path.IndexOf("//"u8) < 0 && !(OperatingSystem.IsWindows() && path.Contains((byte)'\\'));
}
