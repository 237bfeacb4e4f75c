using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>What is to be found: requirements, and what narrows them.</summary>
public sealed record ResolutionRequest
{
    /// <summary>What the user asked for.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Versions that a project must have if it is chosen (<c>-c</c>).</summary>
    public IReadOnlyList<Requirement> Constraints { get; init; } = [];

    /// <summary>Requirements that stand for all others of their names, with all their conditions (<c>--overrides</c>).</summary>
    public IReadOnlyList<Requirement> Overrides { get; init; } = [];

    /// <summary>Projects that nobody's requirements count on (<c>--excludes</c>).</summary>
    public IReadOnlySet<PackageName> Excludes { get; init; } = new HashSet<PackageName>();

    /// <summary>The values of environment markers.</summary>
    public required MarkerValues Markers { get; init; }

    /// <summary>The Python that the wheels are for.</summary>
    public required PyVersion Python { get; init; }

    /// <summary>True where the patch release is not told (<c>--python-version 3.9</c>): wheels that leave out single ones (<c>!=3.9.0</c>) run then.</summary>
    public bool IsAnyPatch { get; init; }

    /// <summary>Which wheels fit; null where all do.</summary>
    public CompatibilityTags? Tags { get; init; }

    /// <summary>False for <c>--no-deps</c>.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>Which of the versions that fit is taken.</summary>
    public ResolutionStrategy Strategy { get; init; } = ResolutionStrategy.Highest;

    /// <summary>When pre-releases are taken.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;

    /// <summary>The same for single projects.</summary>
    public IReadOnlyDictionary<PackageName, PreReleaseMode> PreReleasesOf { get; init; } = new Dictionary<PackageName, PreReleaseMode>();

    /// <summary>Versions that are taken where they fit: what was locked before.</summary>
    public IReadOnlyDictionary<PackageName, PyVersion> Preferences { get; init; } = new Dictionary<PackageName, PyVersion>();

    /// <summary>Which files count by the time of their upload.</summary>
    public UploadLimits Uploads { get; init; } = UploadLimits.None;

    /// <summary>Projects whose wheels are not used (<c>--no-binary</c>).</summary>
    public PackageChoice NoBinary { get; init; } = new();
}
