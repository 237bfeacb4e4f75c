using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// The connections of one run: kept open and used again, HTTP/2 where the server offers it. Redirects, credentials and compression are
/// dealt with above: the platform's own ways know no realms and cannot be told apart by request.
/// </summary>
internal sealed class HttpConnections(HttpSettings settings) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _plain = new(() => Open(settings, isSecure: false));
    private readonly Lazy<HttpMessageInvoker> _secure = new(() => Open(settings, isSecure: true));

    /// <summary>The connections for a URL: what secure ones need takes 60 ms to read where 150 authorities are named, and others do without.</summary>
    public HttpMessageInvoker For(Uri url) => (url.Scheme == Uri.UriSchemeHttps || settings.Proxy is not null ? _secure : _plain).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var opened in ((Lazy<HttpMessageInvoker>[])[_plain, _secure]).Where(each => each.IsValueCreated))
            opened.Value.Dispose();
    }

    private static HttpMessageInvoker Open(HttpSettings settings, bool isSecure)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = settings.Proxy is not null,
            Proxy = settings.Proxy,
            ConnectTimeout = settings.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            MaxConnectionsPerServer = Math.Max(settings.ConcurrentDownloads, 1),
        };
        if (isSecure)
            handler.SslOptions = Encryption(settings);
        return new HttpMessageInvoker(handler);
    }

    private static SslClientAuthenticationOptions Encryption(HttpSettings settings)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (sender, _, chain, errors) => errors == SslPolicyErrors.None || IsInsecure(settings, sender)
                ? true
                : throw new CertificateRefusedException(CertificateRefusedException.Describe(chain, errors)),
        };
        if (settings.Authorities() is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        if (settings.ClientCertificate() is { } certificate)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return options;
    }

    private static bool IsInsecure(HttpSettings settings, object sender) =>
        sender is SslStream stream && settings.InsecureHosts.Any(host => IsHost(host, stream.TargetHostName));

    /// <summary>A port cannot be seen here: <c>host:port</c> counts for its host.</summary>
    private static bool IsHost(string pattern, string host)
    {
        string name = pattern.Contains("://", StringComparison.Ordinal) ? new Uri(pattern).Host : pattern;
        int port = name.LastIndexOf(':');
        bool hasPort = port > 0 && name.IndexOf(':') == port;
        return name is "*" || host.Equals(hasPort ? name[..port] : name.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
    }
}
