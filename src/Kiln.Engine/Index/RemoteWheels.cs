using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>
/// Wheels by URL: what the cache has, unpacked, is used; the rest is downloaded, checked while it comes, unpacked, and the archive thrown away.
/// The cache of answers remembers for each URL the hash of what it delivered, and when the server has to be asked again.
/// </summary>
public sealed class RemoteWheels(HttpFetcher fetcher, HttpCache cache, WheelCache wheels, RefreshRule refresh, TimeProvider time)
{
    /// <summary>The wheels, unpacked, in the order asked for; several are downloaded at once, and each is unpacked as soon as it is here.</summary>
    public IReadOnlyList<UnpackedWheel> Get(
        IReadOnlyList<RemoteWheelRequest> requests, IReporter reporter, IArrivalAudience? audience, CancellationToken cancellation)
    {
        if (requests.Count == 0)
            return [];
        using var places = new SemaphoreSlim(Math.Max(fetcher.Settings.ConcurrentDownloads, 1));
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var fetches = requests.Select(request => Task.Run(() => InPlaceAsync(() => FetchAsync(request, reporter, audience, others.Token), places, others))).ToArray();
        reporter.Started("Downloading", requests.Sum(request => request.File.Size ?? 0), ProgressUnit.Bytes);
        try
        {
            var unpacked = wheels.GetArriving([.. fetches.Select((fetch, index) => WhenFetchedAsync(fetch, requests[index]))], reporter, audience, cancellation);
            for (int i = 0; i < requests.Count; i++)
            {
                if (fetches[i].Result.Arrival is { } arrival && Freshness.IsStorable(arrival.Headers))
                    cache.Store(EntryOf(requests[i].File.Url, arrival));
            }
            return unpacked;
        }
        catch (HttpFailureException failure)
        {
            throw RemoteError.OfArchive(failure);
        }
        finally
        {
            reporter.Finished();
            foreach (var fetch in fetches.Where(each => each is { IsCompletedSuccessfully: true, Result.Arrival: not null }))
                wheels.RemoveDownload(fetch.Result.Archive);
        }
    }

    /// <summary>Gets a wheel anew whose files in the cache are not what they should be.</summary>
    public UnpackedWheel Renew(RemoteWheelRequest request, UnpackedWheel damaged, IReporter reporter, CancellationToken cancellation)
    {
        wheels.Forget(damaged);
        return Get([request], reporter, audience: null, cancellation)[0];
    }

    /// <summary>One failure calls off all others.</summary>
    private static async Task<FetchedWheel> InPlaceAsync(Func<Task<FetchedWheel>> fetch, SemaphoreSlim places, CancellationTokenSource others)
    {
        await places.WaitAsync(others.Token).ConfigureAwait(false);
        try
        {
            return await fetch().ConfigureAwait(false);
        }
        catch
        {
            await others.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>What lies unpacked already is asked for by its hash alone; its archive is not needed.</summary>
    private static async Task<WheelRequest> WhenFetchedAsync(Task<FetchedWheel> fetch, RemoteWheelRequest request)
    {
        var fetched = await fetch.ConfigureAwait(false);
        return new WheelRequest(fetched.Archive, request.Name) { Sha256 = fetched.Sha256, AcceptedHashes = Accepted(request) };
    }

    private async Task<FetchedWheel> FetchAsync(RemoteWheelRequest request, IReporter reporter, IArrivalAudience? audience, CancellationToken cancellation)
    {
        var url = request.File.Url;
        bool isRefresh = refresh.Covers(request.Name.Name);
        if (!isRefresh && request.File.Hashes.FirstOrDefault(hash => hash.Algorithm == "sha256") is { } told && FindUnpacked(request, told.Hex) is { } same)
            return new FetchedWheel(same.Sha256, default, null);
        var known = cache.Find(KeyOf(url));
        var here = known is null ? null : FindUnpacked(request, Encoding.ASCII.GetString(known.Content.Span));
        if (here is not null && (fetcher.Settings.IsOffline || (!isRefresh && known!.FreshUntil > time.GetUtcNow())))
            return new FetchedWheel(here.Sha256, default, null);

        var archive = wheels.MakeDownload(request.Name);
        var query = new HttpQuery(url) { IsRefresh = isRefresh, Known = here is null ? null : known!.Validators };
        audience?.Downloading(request.Name);
        try
        {
            var arrival = await fetcher.DownloadAsync(query, archive, reporter.Advanced, cancellation).ConfigureAwait(false);
            arrival.ThrowIfRefused();
            audience?.Downloaded(request.Name);
            if (arrival.Status != 304 || here is null)
                return new FetchedWheel(arrival.Sha256, archive, arrival);
            wheels.RemoveDownload(archive);
            cache.Store(known! with { FreshUntil = Freshness.Until(arrival.Headers, time.GetUtcNow()) });
            return new FetchedWheel(here.Sha256, default, null);
        }
        catch
        {
            wheels.RemoveDownload(archive);
            throw;
        }
    }

    /// <summary>The wheel that a URL delivered before, if it can be taken without its archive: to check another hash, or to refuse what can be read in two ways, that is needed.</summary>
    private UnpackedWheel? FindUnpacked(RemoteWheelRequest request, string sha256)
    {
        var accepted = Accepted(request);
        return (accepted.Count == 0 || accepted.Contains(new ArchiveHash("sha256", sha256))) && wheels.Find(sha256) is { IsAmbiguous: false } wheel ? wheel : null;
    }

    private static IReadOnlyList<ArchiveHash> Accepted(RemoteWheelRequest request) => request.AcceptedHashes.Count > 0 ? request.AcceptedHashes : request.File.Hashes;

    private HttpCacheEntry EntryOf(Uri url, HttpArrival arrival) => new()
    {
        Key = KeyOf(url),
        Url = UrlText.WithoutQuery(arrival.Url),
        FreshUntil = Freshness.Until(arrival.Headers, time.GetUtcNow()),
        Validators = arrival.Headers.Validators,
        Content = Encoding.ASCII.GetBytes(arrival.Sha256),
    };

    private static string KeyOf(Uri url) => $"{UrlText.Of(url)} sha256";

    /// <summary>A wheel that was downloaded, or that the cache had.</summary>
    /// <param name="Sha256">The hash of its archive.</param>
    /// <param name="Archive">The archive; empty if the wheel lies in the cache.</param>
    /// <param name="Arrival">What the server said to it; null if it was not asked, or sent nothing.</param>
    private sealed record FetchedWheel(string Sha256, FsPath Archive, HttpArrival? Arrival);
}
