using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>What the user says of the versions to take, as he wrote it.</summary>
internal sealed record VersionOptions
{
    /// <summary>Files whose requirements take the place of those that packages state.</summary>
    public IReadOnlyList<string> OverrideFiles { get; init; } = [];

    /// <summary>The same from configuration files.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Files of packages that are never chosen.</summary>
    public IReadOnlyList<string> ExcludeFiles { get; init; } = [];

    /// <summary>The same from configuration files.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Take the newest versions, whatever is there.</summary>
    public bool Upgrade { get; init; }

    /// <summary>The same for single packages: requirements.</summary>
    public IReadOnlyList<string> UpgradePackages { get; init; } = [];

    /// <summary>Install what packages need, too.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>When pre-releases are chosen.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;

    /// <summary>The same for single packages: <c>name=mode</c>.</summary>
    public IReadOnlyList<string> PreReleasePackages { get; init; } = [];

    /// <summary>Which of the versions that fit is taken.</summary>
    public ResolutionStrategy Resolution { get; init; }
}
