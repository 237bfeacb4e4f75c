namespace Kiln.Operations;

/// <summary>What <c>kiln pip tree</c> was asked for.</summary>
internal sealed record ShowTreeOptions : InspectOptions
{
    /// <summary>How many levels are shown below the roots.</summary>
    public int Depth { get; init; } = 255;

    /// <summary>Packages to leave out.</summary>
    public IReadOnlyList<string> Prune { get; init; } = [];

    /// <summary>Only the trees of these; none for all.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Show a package's tree each time it is met.</summary>
    public bool NoDedupe { get; init; }

    /// <summary>Show what needs a package below it.</summary>
    public bool Invert { get; init; }

    /// <summary>Show the versions that are asked for.</summary>
    public bool ShowSpecifiers { get; init; }
}
