using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>Which sources a command is about, as the user named them; nothing of it is looked up yet.</summary>
internal sealed record TreeSelection
{
    /// <summary>Files and folders; may be relative.</summary>
    public IReadOnlyList<FsPath> Paths { get; init; } = [];

    /// <summary>The interpreter: a path, a name, a version, an environment's folder; null for the one in use.</summary>
    public string? Python { get; init; }

    /// <summary>Only what the installed distributions' RECORDs list.</summary>
    public bool Installed { get; init; }

    /// <summary>Only these distributions, from their RECORDs.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The interpreter's standard library.</summary>
    public bool StandardLibrary { get; init; }

    /// <summary>Glob patterns of what to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>PYTHONPYCACHEPREFIX, absolute; empty where bytecode lies in <c>__pycache__</c> folders.</summary>
    public FsPath CachePrefix { get; init; }

    /// <summary>True if it is about what is installed in an environment, all of it or some.</summary>
    public bool IsOfEnvironment => Installed || Packages.Count > 0 || (Paths.Count == 0 && !StandardLibrary);
}
