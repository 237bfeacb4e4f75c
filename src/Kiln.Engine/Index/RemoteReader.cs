using Kiln.Engine.Cache;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>Reads pages, files of requirements and metadata by their URLs: from the cache where that is still good, else from the network.</summary>
/// <param name="fetcher">The network.</param>
/// <param name="cache">What was answered before.</param>
/// <param name="refresh">What is not believed.</param>
/// <param name="time">The clock.</param>
public sealed class RemoteReader(HttpFetcher fetcher, HttpCache cache, RefreshRule refresh, TimeProvider time)
{
    /// <summary>What is kept under a key, and good without asking; null for nothing.</summary>
    public ReadOnlyMemory<byte>? FindKept(string key, PackageName? name) =>
        !refresh.Covers(name) && cache.Find(key) is { } known && known.FreshUntil > time.GetUtcNow() ? known.Content : (ReadOnlyMemory<byte>?)null;

    /// <summary>Reads one; refusals of the server are an <see cref="HttpFailureException"/>.</summary>
    public async Task<RemoteText> ReadAsync(RemoteQuestion question, CancellationToken cancellation)
    {
        string key = question.Key ?? $"{UrlText.Of(question.Url)} {question.Form ?? question.Accept}";
        var known = cache.Find(key);
        bool isRefresh = refresh.Covers(question.Name);
        bool isOffline = fetcher.Settings.IsOffline;
        if (known is not null && (isOffline || (!isRefresh && known.FreshUntil > time.GetUtcNow())))
            return RemoteText.Of(known);
        var query = new HttpQuery(question.Url) { Accept = question.Accept, IsCompressible = true, IsRefresh = isRefresh, Known = known?.Validators };
        var page = await (question.Fetch ?? fetcher.ReadAsync)(query, cancellation).ConfigureAwait(false);
        page.ThrowIfRefused();
        var entry = page.IsUnchanged && known is not null ? known : EntryOf(key, page, question.Digest);
        entry = entry with { FreshUntil = question.IsImmutable ? DateTimeOffset.MaxValue : Freshness.Until(page.Headers, time.GetUtcNow()) };
        if (Freshness.IsStorable(page.Headers))
            cache.Store(entry);
        return RemoteText.Of(entry);
    }

    private static HttpCacheEntry EntryOf(string key, HttpPage page, Func<HttpPage, byte[]>? digest) => new()
    {
        Key = key,
        Url = UrlText.WithoutQuery(page.Url),
        ContentType = page.Headers.ContentType,
        Validators = page.Headers.Validators,
        Content = digest?.Invoke(page) ?? page.Content,
    };
}
