using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Which bytecode is removed; the filters are joined by "and".</summary>
public sealed record ClearOptions
{
    /// <summary>Only bytecode of these interpreters, such as <c>cpython-312</c>; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only bytecode of these optimisation levels; empty for all.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Only bytecode written longer ago than this.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Also bytecode whose source is gone.</summary>
    public bool Orphans { get; init; }

    /// <summary>Only find out what would be removed.</summary>
    public bool DryRun { get; init; }

    /// <summary>PYTHONPYCACHEPREFIX, absolute; empty for <c>__pycache__</c> folders.</summary>
    public FsPath CachePrefix { get; init; }

    /// <summary>Most threads; null for as many as there are cores.</summary>
    public int? Jobs { get; init; }

    /// <summary>Keep the path of each file that is removed, not only of those that cannot be.</summary>
    public bool KeepRemoved { get; init; }
}
