using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>Which versions are taken: what the user said of it, with the files that he named read.</summary>
internal sealed record VersionRules
{
    /// <summary>True if what packages need comes with them.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>Whether the newest version of a project is wanted although there is an earlier choice.</summary>
    public Func<PackageName, bool> IsUpgraded { get; init; } = static _ => false;

    /// <summary>What narrows versions beside the files of constraints: <c>--upgrade-package 'name&lt;2'</c>.</summary>
    public IReadOnlyList<Requirement> Constraints { get; init; } = [];

    /// <summary>Requirements that stand for all others of their names.</summary>
    public IReadOnlyList<AskedRequirement> Overrides { get; init; } = [];

    /// <summary>Projects that are never chosen.</summary>
    public IReadOnlySet<PackageName> Excludes { get; init; } = new HashSet<PackageName>();

    /// <summary>Which of the versions that fit is taken.</summary>
    public ResolutionStrategy Strategy { get; init; }

    /// <summary>When pre-releases of single projects are taken.</summary>
    public IReadOnlyDictionary<PackageName, PreReleaseMode> PreReleasesOf { get; init; } = new Dictionary<PackageName, PreReleaseMode>();

    /// <summary>When pre-releases are taken.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;

    /// <summary>Reads the files that the options name.</summary>
    public static VersionRules Read(VersionOptions versions, ResolveOptions options, Func<FileLocation, byte[]> read)
    {
        var upgrades = versions.UpgradePackages.Select(Requirement.Parse).ToList();
        var upgraded = upgrades.Select(requirement => requirement.Name).ToHashSet();
        return new VersionRules
        {
            WithDependencies = versions.WithDependencies,
            IsUpgraded = name => versions.Upgrade || upgraded.Contains(name),
            Constraints = upgrades,
            Overrides = AskedPackages.ReadRequirements(versions.OverrideFiles, versions.Overrides, options, read),
            Excludes = AskedPackages.ReadRequirements(versions.ExcludeFiles, versions.Excludes, options, read).Select(asked => asked.Requirement.Name).ToHashSet(),
            Strategy = versions.Resolution,
            PreReleasesOf = PackageModes.Parse(versions.PreReleasePackages),
            PreReleases = versions.PreReleases,
        };
    }
}
