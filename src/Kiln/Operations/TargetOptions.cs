using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>Which environment a command of <c>kiln pip</c> is about, as the user named it; nothing of it is looked up yet.</summary>
internal sealed record TargetOptions
{
    /// <summary>The interpreter: a path, a name, a version, an environment's folder; null for the one in use.</summary>
    public string? Python { get; init; }

    /// <summary>The system's Python instead of a virtual environment (<c>--system</c>).</summary>
    public bool System { get; init; }

    /// <summary>Change an environment that another package manager has marked as its own (PEP 668).</summary>
    public bool BreakSystemPackages { get; init; }

    /// <summary><c>--target</c>: the folder that takes everything; may be relative; empty for none.</summary>
    public FsPath Target { get; init; }

    /// <summary><c>--prefix</c>: the root below which the interpreter's own layout is; may be relative; empty for none.</summary>
    public FsPath Prefix { get; init; }
}
