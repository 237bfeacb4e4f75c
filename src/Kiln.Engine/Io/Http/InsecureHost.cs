namespace Kiln.Engine.Io.Http;

/// <summary>A host whose certificate is not looked at, as pip's and uv's users write it: <c>host</c>, <c>host:port</c>, <c>https://host</c>, or <c>*</c> for all.</summary>
internal static class InsecureHost
{
    /// <summary>True if this is the host of a URL; a pattern without port means all of them.</summary>
    public static bool IsFor(string pattern, Uri url)
    {
        if (pattern is "*")
            return true;
        if (Uri.TryCreate(pattern, UriKind.Absolute, out var place) && pattern.Contains("://", StringComparison.Ordinal))
            return place.Scheme == url.Scheme && IsSame(place.Host, url) && (place.IsDefaultPort || place.Port == url.Port);
        int colon = pattern.LastIndexOf(':');
        // An IPv6 address has colons of its own, and brackets where a port follows.
        bool hasPort = colon > 0 && (pattern.IndexOf(':') == colon || pattern[colon - 1] == ']') && int.TryParse(pattern.AsSpan(colon + 1), out int port) && port == url.Port;
        return IsSame(pattern, url) || (hasPort && IsSame(pattern[..colon], url));
    }

    private static bool IsSame(string host, Uri url) => url.Host.Trim('[', ']').Equals(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
