using System.Net;
using System.Net.Http.Headers;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// One question and its answer, with what lies between: credentials, which are looked up anew for each host, and redirects, which end
/// where one leads back to where it came from.
/// </summary>
internal sealed class HttpExchange(HttpConnections connections, HttpSettings settings, IHttpCredentials credentials, TimeProvider time)
{
    private const int MostRedirects = 20;

    private static readonly string Agent = $"kiln/{typeof(HttpExchange).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Asks; the answer is success, "not modified", or a refusal that trying again will not change. Others are failures.</summary>
    public async Task<HttpReply> SendAsync(HttpQuery query, CancellationToken cancellation)
    {
        var url = query.Url;
        var seen = new List<Uri>();
        while (!seen.Contains(url))
        {
            if (seen.Count >= MostRedirects)
                throw new HttpFailureException(query.Url, HttpFault.Answer, $"more than {MostRedirects} redirects");
            seen.Add(url);
            var reply = await SendWithCredentialsAsync(query, url, cancellation).ConfigureAwait(false);
            if (reply.Elsewhere is not { } next)
                return FailIfPassing(reply);
            reply.Dispose();
            if (next.Scheme != Uri.UriSchemeHttp && next.Scheme != Uri.UriSchemeHttps)
                throw new HttpFailureException(url, HttpFault.Answer, $"it redirects to `{UrlText.Of(next)}`, which is not HTTP");
            url = next;
        }
        throw new HttpFailureException(query.Url, HttpFault.Answer, "its redirects lead in a circle");
    }

    /// <summary>As uv does: a server that hides what it has from strangers says 403 or 404 too.</summary>
    private async Task<HttpReply> SendWithCredentialsAsync(HttpQuery query, Uri url, CancellationToken cancellation)
    {
        var credential = credentials.Known(url);
        while (true)
        {
            var reply = await SendOnceAsync(query, url, credential, cancellation).ConfigureAwait(false);
            if (reply.Status is not (401 or 403 or 404) || credentials.AfterRefusal(url, credential) is not { } better)
                return reply;
            reply.Dispose();
            credential = better;
        }
    }

    private async Task<HttpReply> SendOnceAsync(HttpQuery query, Uri url, HttpCredential? credential, CancellationToken cancellation)
    {
        using var request = Request(query, url, credential);
        var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            silence.CancelAfter(settings.ReadTimeout);
            var response = await connections.For(url).SendAsync(request, silence.Token).ConfigureAwait(false);
            return new HttpReply(url, response, silence, settings.ReadTimeout);
        }
        catch (Exception exception)
        {
            silence.Dispose();
            if (HttpFaultReader.Explain(url, exception, settings.ReadTimeout, cancellation) is { } failure)
                throw failure;
            throw;
        }
    }

    private static HttpRequestMessage Request(HttpQuery query, Uri url, HttpCredential? credential)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", Agent);
        headers.TryAddWithoutValidation("Accept", query.Accept);
        headers.TryAddWithoutValidation("Accept-Encoding", query.IsCompressible ? "gzip, deflate, br" : "identity");
        if (credential is { Password: not null })
            headers.Authorization = new AuthenticationHeaderValue("Basic", credential.Encoded);
        if (query.IsRefresh)
            headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        if (query.Known?.ETag is { } tag)
            headers.TryAddWithoutValidation("If-None-Match", tag);
        if (query.Known?.LastModified is { } date)
            headers.TryAddWithoutValidation("If-Modified-Since", date);
        if (query.Part is { } part)
            headers.Range = part.Header;
        if (query.Offset > 0)
        {
            headers.Range = new RangeHeaderValue(query.Offset, to: null);
            if (query.Begun?.ForRange is { } range)
                headers.TryAddWithoutValidation("If-Range", range);
        }
        return request;
    }

    private HttpReply FailIfPassing(HttpReply reply)
    {
        if (reply.Status is not (408 or 429 or 500 or 502 or 503 or 504))
            return reply;
        using (reply)
        {
            throw new HttpFailureException(reply.Url, HttpFault.Status, HttpStatusText.Of(reply.Status))
            {
                Status = reply.Status,
                IsPassing = true,
                RetryAfter = reply.RetryAfter(time.GetUtcNow()),
            };
        }
    }
}
