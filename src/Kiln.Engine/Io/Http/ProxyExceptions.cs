using System.Net;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// The hosts that are reached without proxy, as <c>NO_PROXY</c> lists them: <c>*</c>, a domain (with all below it), an address, a network
/// such as <c>10.0.0.0/8</c>; divided by commas, each maybe with a port.
/// </summary>
internal sealed class ProxyExceptions
{
    private readonly string[] _patterns;

    private ProxyExceptions(string[] patterns) => _patterns = patterns;

    /// <summary>Reads the list.</summary>
    public static ProxyExceptions Parse(string? text) =>
        new(text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);

    /// <summary>True if a URL's host is on the list.</summary>
    public bool Contains(Uri url) => Array.Exists(_patterns, pattern => Matches(pattern, url));

    private static bool Matches(string pattern, Uri url)
    {
        if (pattern is "*")
            return true;
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
        {
            return IPNetwork.TryParse(pattern, out var network) ? network.Contains(address)
                : IPAddress.TryParse(pattern.Trim('[', ']'), out var single) && single.Equals(address);
        }
        int colon = pattern.LastIndexOf(':');
        if (colon > 0 && int.TryParse(pattern.AsSpan(colon + 1), out int port))
            return port == url.Port && Matches(pattern[..colon], url);
        string domain = pattern.TrimStart('*').TrimStart('.');
        return url.Host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }
}
