using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Which sources: whole trees, single files, or lists of files.</summary>
public sealed record SourceSelection
{
    /// <summary>Folders to walk, and files, as the user named them. They exist.</summary>
    public IReadOnlyList<FsPath> Roots { get; init; } = [];

    /// <summary>Files listed elsewhere (a RECORD), absolute; those that are gone count as vanished.</summary>
    public IReadOnlyList<FsPath> Files { get; init; } = [];

    /// <summary>The tops of the trees that hold <see cref="Files"/>, where unfinished bytecode is made and looked for; where none is given, the folder that all have in common.</summary>
    public IReadOnlyList<FsPath> FileHomes { get; init; } = [];

    /// <summary>Sources whose bytecode this run has put in place already, and folders in which it did so for all; absolute. They are not looked at.</summary>
    public IReadOnlySet<FsPath> Done { get; init; } = new HashSet<FsPath>();

    /// <summary>Glob patterns of what to leave out, after <see cref="SourceExclusion"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The folder that relative roots are meant from; absolute.</summary>
    public required FsPath CurrentFolder { get; init; }

    /// <summary>
    /// A root as the user named it, made absolute as os.path.abspath does, so that code objects name files as import will;
    /// where <c>..</c> follows a link and that would lead elsewhere, it stays.
    /// </summary>
    internal FsPath Absolute(FsPath root)
    {
        var path = CurrentFolder.Append(root.Bytes);
        var plain = path.Normalized();
        return plain == path || FileSystem.IsSame(plain, path) ? plain : path;
    }
}
