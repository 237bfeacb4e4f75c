using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>What a lock file is installed for.</summary>
public sealed record LockTarget
{
    /// <summary>The values of environment markers, with the extras and dependency groups that are wanted.</summary>
    public required MarkerValues Markers { get; init; }

    /// <summary>The version of Python.</summary>
    public required PyVersion Python { get; init; }

    /// <summary>The wheels that fit, by preference.</summary>
    public required CompatibilityTags Tags { get; init; }

    /// <summary>The packages whose wheels are not wanted.</summary>
    public PackageChoice NoBinary { get; init; } = new();
}
