namespace Kiln.Operations.Pythons;

/// <summary>What <c>kiln python list</c> was asked for.</summary>
internal sealed record ListPythonsOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>What to show, as the user wrote it; null for everything.</summary>
    public string? Request { get; init; }

    /// <summary>Also patch versions that newer ones have followed.</summary>
    public bool AllVersions { get; init; }

    /// <summary>For all systems.</summary>
    public bool AllPlatforms { get; init; }

    /// <summary>For all processors.</summary>
    public bool AllArchitectures { get; init; }

    /// <summary>Only what is installed.</summary>
    public bool OnlyInstalled { get; init; }

    /// <summary>Only what can be downloaded.</summary>
    public bool OnlyDownloads { get; init; }

    /// <summary>Show where downloads lie.</summary>
    public bool ShowUrls { get; init; }

    /// <summary>For whom the list is printed.</summary>
    public OutputFormat Format { get; init; }
}
