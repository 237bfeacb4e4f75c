namespace Kiln.Operations;

/// <summary>What <c>kiln pip list</c> and <c>kiln pip freeze</c> were asked for.</summary>
internal sealed record ListPackagesOptions : InspectOptions
{
    /// <summary>How the list is written.</summary>
    public PackageListFormat Format { get; init; }

    /// <summary>True for only those in development mode, false for none of them, null for all.</summary>
    public bool? Editable { get; init; }

    /// <summary>Packages to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Folders to look into instead of the environment's.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}
