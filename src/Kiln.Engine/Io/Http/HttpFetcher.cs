using Polly;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// Kiln's way to the network. What fails for a passing reason is tried again; what fails for good is an
/// <see cref="HttpFailureException"/>. Made early and cheaply: nothing is connected, nor any library loaded, before the first question.
/// </summary>
public sealed class HttpFetcher : IDisposable
{
    // The largest page known has 40 MB; a server that sends without end must not fill the memory.
    private const int LongestPage = 512 * 1024 * 1024;

    // A server that only says that it sends much gets no more memory than this before it does.
    private const int LongestToldPage = 64 * 1024 * 1024;
    private const int UsualPage = 32 * 1024;

    private readonly HttpConnections _connections;
    private readonly Lazy<HttpExchange> _exchange;
    private readonly Lazy<ResiliencePipeline> _retries;

    /// <summary>A way to the network after these settings.</summary>
    public HttpFetcher(HttpSettings settings, IHttpCredentials credentials, TimeProvider time)
    {
        Settings = settings;
        _connections = new HttpConnections(settings);
        _exchange = new(() => new HttpExchange(_connections, settings, credentials, time));
        _retries = new(() => RetryRules.Make(settings, time));
    }

    /// <summary>How it behaves.</summary>
    public HttpSettings Settings { get; }

    /// <summary>Reads something whole into memory.</summary>
    public async Task<HttpPage> ReadAsync(HttpQuery query, CancellationToken cancellation)
    {
        RefuseOffline(query.Url);
        return await _retries.Value.ExecuteAsync(token => new ValueTask<HttpPage>(ReadOnceAsync(query, token)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Downloads a file to a place where nothing is yet; what a failure leaves there the caller removes.</summary>
    /// <param name="query">The question.</param>
    /// <param name="target">The place.</param>
    /// <param name="arrived">Is told of bytes that came, as a number below zero of those that count no more.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="goesOn">True if something may be there: what an interrupted download left, which goes on there if the server allows.</param>
    public async Task<HttpArrival> DownloadAsync(HttpQuery query, FsPath target, Action<long> arrived, CancellationToken cancellation, bool goesOn = false)
    {
        RefuseOffline(query.Url);
        using var download = new HttpDownload(_exchange.Value, query, target, arrived, goesOn);
        return await _retries.Value.ExecuteAsync(token => new ValueTask<HttpArrival>(download.TryAsync(token)), cancellation).ConfigureAwait(false);
    }

    /// <summary>The failure of whoever wants something from the network that may not be used.</summary>
    public static HttpFailureException OfflineFailure(Uri url) =>
        new(url, HttpFault.Offline, "the network is not to be used, and it is not in the cache") { Hint = "leave `--offline` away" };

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private async Task<HttpPage> ReadOnceAsync(HttpQuery query, CancellationToken cancellation)
    {
        using var reply = await _exchange.Value.SendAsync(query, cancellation).ConfigureAwait(false);
        // Who wants a part has no use for the whole; how to get that is the caller's choice.
        if (query.Part is not null && reply.Status == 200)
            return new HttpPage(reply.Url, reply.Status, reply.Headers, []);
        var content = await ReadContentAsync(reply, cancellation).ConfigureAwait(false);
        return new HttpPage(reply.Url, reply.Status, reply.Headers, content) { PartStart = reply.PartStart, WholeLength = reply.WholeLength };
    }

    /// <summary>Into one array of just the length that the server tells, where it does: pages have megabytes, which are not to be copied.</summary>
    private static async Task<byte[]> ReadContentAsync(HttpReply reply, CancellationToken cancellation)
    {
        byte[] content = GC.AllocateUninitializedArray<byte>((int)Math.Min(reply.UnpackedLength ?? UsualPage, LongestToldPage));
        int length = 0;
        while (await reply.ReadAsync(content.AsMemory(length), cancellation).ConfigureAwait(false) is > 0 and int count)
        {
            length += count;
            if (length > LongestPage)
                throw new HttpFailureException(reply.Url, HttpFault.Answer, "the answer has more than 512 MB");
            if (length == content.Length && length != reply.UnpackedLength)
                Array.Resize(ref content, 2 * length);
        }
        if (length != content.Length)
            Array.Resize(ref content, length);
        return content;
    }

    private void RefuseOffline(Uri url)
    {
        if (Settings.IsOffline)
            throw OfflineFailure(url);
    }
}
