using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>What <c>kiln pip install</c> was asked for.</summary>
internal sealed record InstallPackagesOptions : ChangePackagesOptions
{
    /// <summary>Requirements as the user typed them: names with versions, URLs, paths.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Files of requirements; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> RequirementFiles { get; init; } = [];

    /// <summary>Files whose requirements take the place of those that packages state.</summary>
    public IReadOnlyList<string> OverrideFiles { get; init; } = [];

    /// <summary>Files of packages that are never chosen.</summary>
    public IReadOnlyList<string> ExcludeFiles { get; init; } = [];

    /// <summary>Projects to install in development mode.</summary>
    public IReadOnlyList<string> Editables { get; init; } = [];

    /// <summary>Install no project in development mode, not even where a file asks for it.</summary>
    public bool NoEditable { get; init; }

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> NoEditablePackages { get; init; } = [];

    /// <summary>Take the newest versions, whatever is there.</summary>
    public bool Upgrade { get; init; }

    /// <summary>The same for single packages: requirements.</summary>
    public IReadOnlyList<string> UpgradePackages { get; init; } = [];

    /// <summary>The same for the packages of a dependency group.</summary>
    public IReadOnlyList<string> UpgradeGroups { get; init; } = [];

    /// <summary>Install what packages need, too.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>Remove what was not asked for and is not needed.</summary>
    public bool Exact { get; init; }

    /// <summary>When pre-releases are chosen.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;

    /// <summary>The same for single packages: <c>name=mode</c>.</summary>
    public IReadOnlyList<string> PreReleasePackages { get; init; } = [];

    /// <summary>Which of the versions that fit is taken.</summary>
    public ResolutionStrategy Resolution { get; init; }
}
