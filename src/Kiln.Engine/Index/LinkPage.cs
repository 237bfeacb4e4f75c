namespace Kiln.Engine.Index;

/// <summary>
/// An HTML page whose links are files: a project's page of an index (PEP 503, with the attributes of PEP 592, 658 and 714), or any page given
/// with <c>--find-links</c>. A file's name is the end of its URL, as in pip and uv; its hash is in the fragment.
/// </summary>
internal static class LinkPage
{
    /// <summary>The kinds of content that are read.</summary>
    public const string Accept = "text/html";

    /// <summary>The files of a page, in its order; links to other things are passed over.</summary>
    public static List<RemoteFile> Parse(Uri url, ReadOnlySpan<byte> html)
    {
        var files = new List<RemoteFile>();
        var tags = new HtmlTagReader(html);
        bool hasBase = false;
        while (tags.Read())
        {
            if (!hasBase && tags.Is("base"u8) && Resolve(url, tags.Find("href"u8)) is { } place)
                (url, hasBase) = (place, true);
            else if (tags.Is("a"u8) && Resolve(url, tags.Find("href"u8)) is { } target && RemoteFile.Named(target) is { } file)
                files.Add(WithAttributes(file, tags));
        }
        return files;
    }

    private static RemoteFile WithAttributes(RemoteFile file, HtmlTagReader tag)
    {
        string? metadata = tag.Find("data-core-metadata"u8) ?? tag.Find("data-dist-info-metadata"u8);
        string? requires = tag.Find("data-requires-python"u8);
        return file with
        {
            RequiresPython = string.IsNullOrWhiteSpace(requires) ? null : requires,
            Yanked = tag.Find("data-yanked"u8),
            HasCoreMetadata = metadata is not (null or "false"),
            CoreMetadataHashes = metadata is null ? [] : RemoteFile.HashesIn(metadata),
        };
    }

    private static Uri? Resolve(Uri url, string? reference) =>
        !string.IsNullOrWhiteSpace(reference) && Uri.TryCreate(url, reference.Trim(), out var target) && target.Scheme is "http" or "https" or "file" ? target : null;
}
