using System.Text;

namespace Kiln.Engine.Index.Pages;

/// <summary>
/// A file as a project's page lists it, in the page's own bytes: what <see cref="RemoteFile"/> tells, with its URL as it stands there, maybe relative.
/// Popular projects list thousands of files, of which a run looks at a few.
/// </summary>
internal ref struct PageFile()
{
    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; set; }

    /// <summary>Where it is, from the page.</summary>
    public ReadOnlySpan<byte> Url { get; set; }

    /// <summary>Its hashes.</summary>
    public PageHashes Hashes { get; set; }

    /// <summary>Its bytes; null if that is not told.</summary>
    public long? Size { get; set; }

    /// <summary>The Pythons it runs on; empty for any.</summary>
    public ReadOnlySpan<byte> RequiresPython { get; set; }

    /// <summary>True if it was yanked.</summary>
    public bool IsYanked { get; set; }

    /// <summary>Why it was yanked, maybe empty.</summary>
    public ReadOnlySpan<byte> YankReason { get; set; }

    /// <summary>When it was uploaded; null if that is not told.</summary>
    public DateTimeOffset? UploadTime { get; set; }

    /// <summary>True if its METADATA lies beside it.</summary>
    public bool HasCoreMetadata { get; set; }

    /// <summary>The hashes of that METADATA.</summary>
    public PageHashes CoreMetadataHashes { get; set; }

    /// <summary>The file of a page of links.</summary>
    public static PageFile Of(RemoteFile file) => new()
    {
        Name = Encoding.UTF8.GetBytes(file.FileName),
        Url = Encoding.UTF8.GetBytes(file.Url.AbsoluteUri),
        Hashes = PageHashes.Of(file.Hashes),
        RequiresPython = Encoding.UTF8.GetBytes(file.RequiresPython ?? ""),
        IsYanked = file.Yanked is not null,
        YankReason = Encoding.UTF8.GetBytes(file.Yanked ?? ""),
        HasCoreMetadata = file.HasCoreMetadata,
        CoreMetadataHashes = PageHashes.Of(file.CoreMetadataHashes),
    };
}
