using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>What a source knows of a project.</summary>
/// <param name="Name">The project.</param>
/// <param name="Versions">Its versions, the newest first, each once; those without a wheel are among them.</param>
public sealed record KnownProject(PackageName Name, IReadOnlyList<KnownVersion> Versions)
{
    /// <summary>How many turns its versions have.</summary>
    public int Turns { get; init; } = 1;

    /// <summary>The version that is installed and may stay; null for none.</summary>
    public PyVersion? Installed { get; init; }

    /// <summary>Why no version is known, as the end of a sentence that begins with its name: "was not found in the package registry".</summary>
    public string Absence { get; init; } = "is not known anywhere";
}
