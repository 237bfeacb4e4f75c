using System.Net.Sockets;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// Turns what the platform throws into a failure in our words. Its own messages are not shown: the release binary has none
/// (UseSystemResourceKeys), and they name types, not causes.
/// </summary>
internal static class HttpFaultReader
{
    /// <summary>The failure; null for a cancellation by the user, and for what is no fault of the network.</summary>
    public static HttpFailureException? Explain(Uri url, Exception exception, TimeSpan patience, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return null;
        if (exception is OperationCanceledException)
            return Passing(url, exception.InnerException is TimeoutException ? "no connection in time" : $"the server was silent for {patience.TotalSeconds:0.#} s");
        var causes = Causes(exception).ToList();
        if (causes.OfType<CertificateRefusedException>().FirstOrDefault() is { } refused)
        {
            return new HttpFailureException(url, HttpFault.Certificate, $"the server's certificate {refused.Message}")
            {
                Hint = "name the authority that signs it with `--cert FILE` or `SSL_CERT_FILE`",
            };
        }
        if (causes.OfType<SocketException>().FirstOrDefault() is { } socket)
            return OfSocket(url, socket.SocketErrorCode);
        return exception switch
        {
            HttpRequestException request => OfRequest(url, request.HttpRequestError),
            HttpIOException broken => OfRequest(url, broken.HttpRequestError),
            InvalidDataException => Passing(url, "the answer is not packed as it says"),
            IOException => Passing(url, "the connection broke"),
            _ => null,
        };
    }

    private static HttpFailureException OfSocket(Uri url, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => new HttpFailureException(url, HttpFault.Connection, $"no host `{url.Host}` is known")
        {
            Hint = "see that the name is right and that this machine has a network",
        },
        SocketError.TryAgain => Passing(url, $"the host `{url.Host}` cannot be looked up at the moment"),
        SocketError.ConnectionRefused => Passing(url, "the connection was refused"),
        SocketError.ConnectionReset or SocketError.Shutdown => Passing(url, "the connection was reset"),
        SocketError.TimedOut => Passing(url, "no connection in time"),
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => Passing(url, "the host cannot be reached"),
        _ => Passing(url, $"the connection failed ({error})"),
    };

    private static HttpFailureException? OfRequest(Uri url, HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => OfSocket(url, SocketError.HostNotFound),
        HttpRequestError.SecureConnectionError => Passing(url, "no secure connection could be made"),
        HttpRequestError.ProxyTunnelError => new HttpFailureException(url, HttpFault.Connection, "the proxy refused to connect"),
        HttpRequestError.ResponseEnded => Passing(url, "the answer ended too early"),
        HttpRequestError.ConfigurationLimitExceeded => new HttpFailureException(url, HttpFault.Answer, "the answer's headers are too long"),
        HttpRequestError.ConnectionError or HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.Unknown =>
            Passing(url, "the connection broke"),
        _ => new HttpFailureException(url, HttpFault.Connection, $"the request failed ({error})"),
    };

    private static HttpFailureException Passing(Uri url, string reason) => new(url, HttpFault.Connection, reason) { IsPassing = true };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? each = exception; each is not null; each = each.InnerException)
            yield return each;
    }
}
