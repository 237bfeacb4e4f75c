using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>A distribution that lies in a site-packages folder, as far as the name of its metadata tells.</summary>
public sealed record InstalledPackage
{
    /// <summary>Its name as in PEP 503: lower case, one <c>-</c> for each run of <c>-_.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, as it stands in the name of the metadata; empty where that has none.</summary>
    public required string Version { get; init; }

    /// <summary>The folder that its RECORD's paths start from.</summary>
    public required FsPath SitePackages { get; init; }

    /// <summary>Its <c>.dist-info</c> folder, or its <c>.egg-info</c> folder or file.</summary>
    public required FsPath Metadata { get; init; }

    /// <summary>True for <c>.egg-info</c>: made by setuptools or distutils, without a RECORD.</summary>
    public required bool IsEggInfo { get; init; }

    /// <summary>The <c>.egg-link</c> of a project that setuptools installed in development mode, whose metadata lies in its own folder; empty for all others.</summary>
    public FsPath EggLink { get; init; }

    /// <summary>Where its RECORD lies, or would.</summary>
    public FsPath Record => Metadata / "RECORD";

    /// <summary>Looks whether its METADATA is there; an installer that was killed may have left an empty folder.</summary>
    public bool HasMetadata() => IsEggInfo || FileSystem.IsFile(Metadata / "METADATA");
}
