using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>What making pins of a solution needs to know.</summary>
public sealed record PinRequest
{
    /// <summary>The files that speak of projects.</summary>
    public required ILookup<PackageName, PinOrigin> Origins { get; init; }

    /// <summary>The URLs and paths that the user gave.</summary>
    public required IReadOnlyDictionary<PackageName, DirectReference> References { get; init; }

    /// <summary>What was pinned before.</summary>
    public LockedVersions Locked { get; init; } = LockedVersions.None;

    /// <summary>The values of environment markers.</summary>
    public required MarkerValues Markers { get; init; }

    /// <summary>The first version of Python that the pins are good for: markers say nothing of earlier ones. Null where they say it all.</summary>
    public PyVersion? LowestPython { get; init; }

    /// <summary>Which wheels fit.</summary>
    public required CompatibilityTags Tags { get; init; }

    /// <summary>The SHA-256 of a wheel that is at hand, or gets it.</summary>
    public required Func<Candidate, string> Sha256Of { get; init; }

    /// <summary>True if the pins are to have hashes.</summary>
    public bool WithHashes { get; init; }

    /// <summary>True if they are to have all files that fit.</summary>
    public bool WithFiles { get; init; }

    /// <summary>How an index is called in comments, by its URL.</summary>
    public Func<string, string> IndexText { get; init; } = static url => url;

    /// <summary>Whether the sources of a project are among its files.</summary>
    public Func<PackageName, bool> WithSources { get; init; } = static _ => true;

    /// <summary>Which files count by the time of their upload: others have no place among hashes.</summary>
    public UploadLimits Uploads { get; init; } = UploadLimits.None;

    internal ArchiveHash HashOf(Candidate wheel) => new("sha256", Sha256Of(wheel));
}
