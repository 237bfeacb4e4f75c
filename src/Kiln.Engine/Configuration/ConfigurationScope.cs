namespace Kiln.Engine.Configuration;

/// <summary>Where configuration is looked for.</summary>
public sealed record ConfigurationScope
{
    /// <summary>Environment variables and the current folder.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>The folder from which projects are looked for upwards, absolute.</summary>
    public required Io.FsPath ProjectFolder { get; init; }

    /// <summary>The only file to read; null to look for files.</summary>
    public Io.FsPath? File { get; init; }

    /// <summary>Look for no files.</summary>
    public bool IsWithoutFiles { get; init; }
}
