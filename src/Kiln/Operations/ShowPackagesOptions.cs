namespace Kiln.Operations;

/// <summary>What <c>kiln pip show</c> was asked for.</summary>
internal sealed record ShowPackagesOptions : InspectOptions
{
    /// <summary>The packages.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>List their files too.</summary>
    public bool Files { get; init; }
}
