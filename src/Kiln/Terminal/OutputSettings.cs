namespace Kiln.Terminal;

/// <summary>How much is printed, and how.</summary>
internal sealed record OutputSettings
{
    /// <summary>1: errors and data only; 2: nothing at all.</summary>
    public int Quiet { get; init; }

    /// <summary>1: what is done; 2: every detail.</summary>
    public int Verbose { get; init; }

    /// <summary>When to colour.</summary>
    public ColorChoice Color { get; init; }

    /// <summary>Never show a progress bar.</summary>
    public bool NoProgress { get; init; }
}
