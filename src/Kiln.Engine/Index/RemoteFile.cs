using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>A file that an index or a page of links offers: what its line there says.</summary>
public sealed record RemoteFile
{
    /// <summary>Where it is.</summary>
    public required FileLink Link { get; init; }

    /// <summary>Its URL; credentials are not in it unless the page or the user wrote them there.</summary>
    public Uri Url => Link.Url;

    /// <summary>Its name.</summary>
    public required string FileName { get; init; }

    /// <summary>Its project's page on the index that lists it; null where none does.</summary>
    public Uri? Page { get; init; }

    /// <summary>The URL of that index, without credentials.</summary>
    public string? Index => Page is null ? null : UrlCredentials.Remove(new Uri(Page, Page.AbsolutePath.EndsWith('/') ? ".." : ".").AbsoluteUri);

    /// <summary>Its hashes; a file must have one of them.</summary>
    public IReadOnlyList<ArchiveHash> Hashes { get; init; } = [];

    /// <summary>Its bytes; null if that is not told.</summary>
    public long? Size { get; init; }

    /// <summary>The Pythons it runs on; null for any.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>Why it should not be used any more (PEP 592), maybe empty; null if it may.</summary>
    public string? Yanked { get; init; }

    /// <summary>When it was uploaded; null if that is not told.</summary>
    public DateTimeOffset? UploadTime { get; init; }

    /// <summary>True if its METADATA lies beside it, at its URL and <c>.metadata</c> (PEP 658, 714).</summary>
    public bool HasCoreMetadata { get; init; }

    /// <summary>The hashes of that METADATA.</summary>
    public IReadOnlyList<ArchiveHash> CoreMetadataHashes { get; init; } = [];

    /// <summary>
    /// What a URL itself tells of the file that it leads to: its name, and the hashes in the fragment; null if the URL does not end in a name.
    /// An escaped separator in it (<c>%2F</c>) makes it none: it must not lead out of the folder it is put into.
    /// </summary>
    public static RemoteFile? Named(Uri url)
    {
        string path = url.GetComponents(UriComponents.Path, UriFormat.UriEscaped);
        string name = Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
        return name.Length == 0 || name.AsSpan().ContainsAny('/', '\\', '\0') ? null : new RemoteFile { Link = new FileLink(WithoutFragment(url)), FileName = name, Hashes = HashesIn(url.Fragment.TrimStart('#')) };
    }

    /// <summary>The hashes in <c>sha256=…</c>, several joined by <c>&amp;</c>; those of weak algorithms are left out.</summary>
    internal static IReadOnlyList<ArchiveHash> HashesIn(string text)
    {
        var hashes = new List<ArchiveHash>();
        foreach (string part in text.Split('&'))
        {
            if (PackageHash.TryParse(part, '=', out var hash, out _) && ArchiveHash.TryGetAlgorithm(hash.Algorithm, out _))
                hashes.Add(new ArchiveHash(hash.Algorithm, hash.Digest));
        }
        return hashes;
    }

    private static Uri WithoutFragment(Uri url) =>
        url.Fragment.Length == 0 ? url : new Uri(url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped));
}
