using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>What is to be found: requirements, and what narrows them.</summary>
public sealed record ResolutionRequest
{
    /// <summary>What the user asked for.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Versions that a project must have if it is chosen (<c>-c</c>).</summary>
    public IReadOnlyList<Requirement> Constraints { get; init; } = [];

    /// <summary>The values of environment markers.</summary>
    public required MarkerValues Markers { get; init; }

    /// <summary>The Python that the wheels are for.</summary>
    public required PyVersion Python { get; init; }

    /// <summary>False for <c>--no-deps</c>.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>When pre-releases are taken.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;
}
