using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>The folders of one installation scheme (sysconfig.get_paths).</summary>
public sealed record SchemePaths
{
    /// <summary>Packages without compiled extensions.</summary>
    public required FsPath Purelib { get; init; }

    /// <summary>Packages with compiled extensions; often the same folder.</summary>
    public required FsPath Platlib { get; init; }

    /// <summary>Commands.</summary>
    public required FsPath Scripts { get; init; }

    /// <summary>Other files of packages.</summary>
    public required FsPath Data { get; init; }

    /// <summary>C headers.</summary>
    public required FsPath Include { get; init; }

    /// <summary>The standard library.</summary>
    public required FsPath Stdlib { get; init; }

    /// <summary>The standard library's part that depends on the platform.</summary>
    public required FsPath Platstdlib { get; init; }
}
