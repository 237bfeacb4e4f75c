namespace Kiln.Operations;

/// <summary>What <c>kiln clear</c> was asked for; the filters are joined by "and".</summary>
internal sealed record ClearTreesOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>Which sources' bytecode.</summary>
    public required TreeSelection Selection { get; init; }

    /// <summary>Only bytecode of these interpreters, such as <c>cpython-312</c>; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only bytecode of these optimisation levels; empty for all.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Only bytecode written longer ago than this.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Also bytecode in <c>__pycache__</c> folders whose source is gone.</summary>
    public bool Orphans { get; init; }

    /// <summary>Only say what would be removed.</summary>
    public bool DryRun { get; init; }

    /// <summary>For whom the result is printed.</summary>
    public OutputFormat Format { get; init; }
}
