using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>One <c>[[packages]]</c> of a lock file.</summary>
public sealed record LockedPackage
{
    /// <summary>The project.</summary>
    public required PackageName Name { get; init; }

    /// <summary>Its version; null where none is told.</summary>
    public PyVersion? Version { get; init; }

    /// <summary>When it is installed; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The Pythons that it runs on; null for any.</summary>
    public VersionSpecifiers? RequiresPython { get; init; }

    /// <summary>Its wheels on an index.</summary>
    public IReadOnlyList<LockedFile> Wheels { get; init; } = [];

    /// <summary>True if its sources are on an index.</summary>
    public bool HasSources { get; init; }

    /// <summary>The archive that it is, of a wheel or of sources; null for none.</summary>
    public LockedFile? Archive { get; init; }

    /// <summary>True if it is a folder of sources.</summary>
    public bool IsFolder { get; init; }

    /// <summary>True if it is a repository of sources.</summary>
    public bool IsRepository { get; init; }
}
