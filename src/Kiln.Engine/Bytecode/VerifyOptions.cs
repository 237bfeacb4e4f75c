using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Which bytecode is judged, and how.</summary>
public sealed record VerifyOptions
{
    /// <summary>Optimisation levels, each 0, 1 or 2; at least one.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [0];

    /// <summary>PYTHONPYCACHEPREFIX, absolute; empty for <c>__pycache__</c> folders.</summary>
    public FsPath CachePrefix { get; init; }

    /// <summary>Most threads; null for as many as there are cores.</summary>
    public int? Jobs { get; init; }

    /// <summary>Advise against all bytecode that goes by times of files: they are not kept by images, zips, copies.</summary>
    public bool ForDeploy { get; init; }

    /// <summary>Keep a result for every file, not only for those that are not used or should not be.</summary>
    public bool KeepAllResults { get; init; }
}
