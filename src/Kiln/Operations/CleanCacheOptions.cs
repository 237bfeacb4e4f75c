namespace Kiln.Operations;

/// <summary>What <c>kiln cache clean</c> and <c>prune</c> were asked for.</summary>
internal sealed record CleanCacheOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The packages whose entries go; none for everything.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Do not wait for runs that use the cache.</summary>
    public bool Force { get; init; }

    /// <summary>Keep only what is costly to get again.</summary>
    public bool ForContinuousIntegration { get; init; }
}
