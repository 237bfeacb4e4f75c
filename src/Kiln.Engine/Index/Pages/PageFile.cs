using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>A file as a project's page lists it: what <see cref="RemoteFile"/> tells, with its URL as it stands there, maybe relative.</summary>
internal readonly record struct PageFile()
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, from the page.</summary>
    public required string Url { get; init; }

    /// <summary>Its hashes.</summary>
    public IReadOnlyList<ArchiveHash> Hashes { get; init; } = [];

    /// <summary>Its bytes; null if that is not told.</summary>
    public long? Size { get; init; }

    /// <summary>The Pythons it runs on; null for any.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>Why it was yanked, maybe empty; null if it was not.</summary>
    public string? Yanked { get; init; }

    /// <summary>When it was uploaded; null if that is not told.</summary>
    public DateTimeOffset? UploadTime { get; init; }

    /// <summary>True if its METADATA lies beside it.</summary>
    public bool HasCoreMetadata { get; init; }

    /// <summary>The hashes of that METADATA.</summary>
    public IReadOnlyList<ArchiveHash> CoreMetadataHashes { get; init; } = [];

    /// <summary>The file of a page of links.</summary>
    public static PageFile Of(RemoteFile file) => new()
    {
        Name = file.FileName,
        Url = file.Url.AbsoluteUri,
        Hashes = file.Hashes,
        RequiresPython = file.RequiresPython,
        Yanked = file.Yanked,
        HasCoreMetadata = file.HasCoreMetadata,
        CoreMetadataHashes = file.CoreMetadataHashes,
    };

    /// <summary>The file on the server of its page.</summary>
    public RemoteFile On(Uri page) => new()
    {
        Url = new Uri(page, Url),
        Page = page,
        FileName = Name,
        Hashes = Hashes,
        Size = Size,
        RequiresPython = RequiresPython,
        Yanked = Yanked,
        UploadTime = UploadTime,
        HasCoreMetadata = HasCoreMetadata,
        CoreMetadataHashes = CoreMetadataHashes,
    };
}
