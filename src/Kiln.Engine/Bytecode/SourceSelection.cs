using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Which sources: whole trees, single files, or lists of files.</summary>
public sealed record SourceSelection
{
    /// <summary>Folders to walk, and files, as the user named them. They exist.</summary>
    public IReadOnlyList<FsPath> Roots { get; init; } = [];

    /// <summary>Files listed elsewhere (a RECORD), absolute; those that are gone count as vanished.</summary>
    public IReadOnlyList<FsPath> Files { get; init; } = [];

    /// <summary>Glob patterns of what to leave out, after <see cref="SourceExclusion"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The folder that relative roots are meant from; absolute.</summary>
    public required FsPath CurrentFolder { get; init; }

    /// <summary>A root as the user named it, made absolute by name alone.</summary>
    internal FsPath Absolute(FsPath root)
    {
        var bytes = root.Bytes;
        while (bytes.StartsWith("./"u8))
            bytes = bytes[2..].TrimStart((byte)'/');
        return bytes.IsEmpty || bytes.SequenceEqual("."u8) ? CurrentFolder : CurrentFolder.Append(bytes);
    }
}
