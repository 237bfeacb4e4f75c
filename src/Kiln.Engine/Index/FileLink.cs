using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index;

/// <summary>
/// Where a file is. As a page links to it, it is made a URL only when that is asked for: of the hundreds of files of a run's pages few are fetched, and
/// each URL takes 2 µs and half a kilobyte.
/// </summary>
public sealed class FileLink : IEquatable<FileLink>
{
    private readonly Uri? _page;
    private readonly string? _text;
    private Uri? _url;

    /// <summary>A URL.</summary>
    public FileLink(Uri url) => _url = url;

    /// <summary>What stands on a page, maybe relative to its URL.</summary>
    public FileLink(Uri page, string text) => (_page, _text) = (page, text);

    /// <summary>The URL; credentials are not in it unless the page or the user wrote them there.</summary>
    public Uri Url => _url ??= new Uri(_page!, _text!);

    /// <summary>True if the file lies on this machine.</summary>
    public bool IsFile
    {
        get
        {
            if (_text is null || _page is null)
                return Url.IsFile;
            // A scheme ends with a colon: without one, it is that of the page.
            if (!_text.Contains(':'))
                return _page.IsFile;
            return !_text.StartsWith("https://", StringComparison.Ordinal) && Url.IsFile;
        }
    }

    /// <summary>A text that means this URL and no other, without credentials.</summary>
    public string Key => _text is null || _page is null || _text.Contains('@') ? UrlText.Of(Url) : $"{UrlText.Of(_page)} {_text}";

    /// <inheritdoc/>
    public bool Equals(FileLink? other) => other is not null && Url == other.Url;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FileLink);

    /// <inheritdoc/>
    public override int GetHashCode() => Url.GetHashCode();
}
