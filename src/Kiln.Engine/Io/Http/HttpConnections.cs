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
    private readonly Lazy<HttpMessageInvoker> _plain = new(() => Open(settings, encryption: null));
    private readonly Lazy<HttpMessageInvoker> _secure = new(() => Open(settings, Encryption(settings, believesAll: false)));
    private readonly Lazy<HttpMessageInvoker> _believing = new(() => Open(settings, Encryption(settings, believesAll: true)));

    /// <summary>The connections for a URL: what secure ones need takes 60 ms to read where 150 authorities are named, and others do without.</summary>
    public HttpMessageInvoker For(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && settings.Proxy is null)
            return _plain.Value;
        // Kept apart: who looks at a certificate is told the host, but not the port.
        return (settings.InsecureHosts.Any(host => InsecureHost.IsFor(host, url)) ? _believing : _secure).Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var opened in ((Lazy<HttpMessageInvoker>[])[_plain, _secure, _believing]).Where(each => each.IsValueCreated))
            opened.Value.Dispose();
    }

    private static HttpMessageInvoker Open(HttpSettings settings, SslClientAuthenticationOptions? encryption)
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
        if (encryption is not null)
            handler.SslOptions = encryption;
        return new HttpMessageInvoker(handler);
    }

    private static SslClientAuthenticationOptions Encryption(HttpSettings settings, bool believesAll)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, _, chain, errors) => errors == SslPolicyErrors.None || believesAll
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
}
