namespace Kiln.Engine.Index.Credentials;

/// <summary>How an index is asked: for the URLs that begin with its own.</summary>
/// <param name="Index">The index; credentials in its URL do not count.</param>
/// <param name="Authentication">Whether it is shown credentials.</param>
public sealed record AuthenticationRule(Uri Index, IndexAuthentication Authentication)
{
    /// <summary>True for a page of this index, not for one of another whose name goes on.</summary>
    public bool IsFor(Uri url) =>
        Uri.Compare(url, Index, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && (url.AbsolutePath + "/").StartsWith(Index.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);
}
