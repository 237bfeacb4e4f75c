using System.Net;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// The proxies that the environment names: <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c>, with exceptions in <c>NO_PROXY</c>; small
/// letters win. <c>HTTP_PROXY</c> in capitals counts for nothing in a CGI program, where a client can set it (httpoxy).
/// </summary>
public sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly ProxyExceptions _exceptions;

    private EnvironmentProxy(Uri? http, Uri? https, ProxyExceptions exceptions)
    {
        _http = http;
        _https = https;
        _exceptions = exceptions;
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>The proxies of an environment, and of what was said elsewhere; null if there are none.</summary>
    public static EnvironmentProxy? Read(Func<string, string?> variable, ProxySettings said)
    {
        string? any = Either(variable, "ALL_PROXY");
        string? http = said.All ?? variable("http_proxy") ?? (variable("REQUEST_METHOD") is null ? variable("HTTP_PROXY") : null) ?? any ?? said.Http;
        string? https = said.All ?? Either(variable, "HTTPS_PROXY") ?? any ?? said.Https;
        if (http is null && https is null)
            return null;
        var proxy = new EnvironmentProxy(Parse(http), Parse(https), ProxyExceptions.Parse(Either(variable, "NO_PROXY") ?? string.Join(',', said.Exceptions)));
        var named = new CredentialCache();
        foreach (var url in (Uri?[])[proxy._http, proxy._https])
        {
            if (url is not null && HttpCredential.In(url) is { } credential && named.GetCredential(url, "Basic") is null)
                named.Add(url, "Basic", new NetworkCredential(credential.User, credential.Password));
        }
        proxy.Credentials = named;
        return proxy;
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => GetProxy(host) is null || _exceptions.Contains(host);

    private static string? Either(Func<string, string?> variable, string name) => variable(name.ToLowerInvariant()) ?? variable(name);

    /// <summary>A proxy may be written without scheme, and SOCKS with the host looked up by the proxy (<c>socks5h</c>), as .NET does it always.</summary>
    private static Uri? Parse(string? text)
    {
        if (text is null)
            return null;
        string url = text.Contains("://", StringComparison.Ordinal) ? text.Replace("socks5h://", "socks5://", StringComparison.OrdinalIgnoreCase) : "http://" + text;
        return Uri.TryCreate(url, UriKind.Absolute, out var proxy) ? proxy : null;
    }
}
