using Kiln.Engine.Cache;
using Kiln.Engine.Index.Credentials;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>The network as one command uses it: connections, credentials, and what is remembered of earlier answers.</summary>
public sealed class Network : IDisposable
{
    private readonly HttpFetcher _fetcher;
    private readonly CredentialStore _credentials;
    private readonly Lazy<HttpCache> _cache;
    private readonly RefreshRule _refresh;
    private readonly TimeProvider _time;

    private Network(HttpFetcher fetcher, CredentialStore credentials, Lazy<HttpCache> cache, RefreshRule refresh, TimeProvider time)
    {
        _fetcher = fetcher;
        _credentials = credentials;
        _cache = cache;
        _refresh = refresh;
        _time = time;
    }

    /// <summary>Makes it ready; nothing is connected or read until something is asked for.</summary>
    public static Network Open(NetworkOptions options, RefreshRule refresh, Surroundings surroundings, CacheFolder cache, TimeProvider time)
    {
        var usual = new HttpSettings();
        var settings = usual with
        {
            IsOffline = options.IsOffline,
            ReadTimeout = options.ReadTimeout ?? usual.ReadTimeout,
            ConnectTimeout = options.ConnectTimeout ?? usual.ConnectTimeout,
            Retries = options.Retries ?? usual.Retries,
            ConcurrentDownloads = options.ConcurrentDownloads ?? usual.ConcurrentDownloads,
            Proxy = EnvironmentProxy.Read(surroundings.Variable, options.Proxies),
            InsecureHosts = options.InsecureHosts,
            Authorities = () => CertificateFiles.ReadAuthorities(options.Authorities),
            ClientCertificate = () => CertificateFiles.ReadOwn(options.ClientCertificate),
        };
        var credentials = new CredentialStore(surroundings, options.AsksKeyring, options.Authentications);
        return new Network(new HttpFetcher(settings, credentials, time), credentials, new(() => new HttpCache(cache)), refresh, time);
    }

    /// <summary>What <c>--find-links</c> leads to.</summary>
    public FoundLinks FindLinks(IReadOnlyList<FileLocation> places, CancellationToken cancellation)
    {
        foreach (var place in places)
        {
            if (place.Url is { } url)
                _credentials.Learn(new Uri(url));
        }
        return FoundLinks.Read(places, Reader, cancellation);
    }

    /// <summary>Package indexes, in the order in which they are asked.</summary>
    public PackageIndexes IndexesAt(IReadOnlyList<PackageIndex> places, IndexStrategy strategy, IReadOnlyDictionary<PackageName, PackageIndex>? pinned = null)
    {
        foreach (var place in places.Concat(pinned?.Values ?? []))
            _credentials.Learn(place.Url);
        return new PackageIndexes(places, strategy, Reader, pinned);
    }

    /// <summary>The metadata of wheels on servers.</summary>
    public RemoteMetadata Metadata => new(Reader, _fetcher);

    /// <summary>Wheels by URL, unpacked into a cache of wheels.</summary>
    public RemoteWheels WheelsIn(WheelCache wheels) => new(_fetcher, _cache.Value, wheels, _refresh, _time);

    /// <summary>Reads a file of requirements, from this machine or another. Always anew, as in uv: it is what the user wants now.</summary>
    public byte[] ReadRequirements(FileLocation file, CancellationToken cancellation)
    {
        if (file.Url is not { } url)
            return RequirementsContext.ReadLocal(file);
        try
        {
            var page = _fetcher.ReadAsync(new HttpQuery(new Uri(url)) { IsCompressible = true }, cancellation).GetAwaiter().GetResult();
            page.ThrowIfRefused();
            return page.Content;
        }
        catch (HttpFailureException failure)
        {
            throw RemoteError.OfPage(failure);
        }
    }

    /// <summary>The way to a file by its URL; credentials in it are noted.</summary>
    public HttpFetcher FetcherFor(Uri url)
    {
        _credentials.Learn(url);
        return _fetcher;
    }

    /// <summary>Reads a JSON document: from the cache while that is good, else from the network.</summary>
    public ReadOnlyMemory<byte> ReadJson(Uri url, CancellationToken cancellation)
    {
        _credentials.Learn(url);
        try
        {
            return Reader.ReadAsync(new RemoteQuestion(url, "application/json, */*;q=0.1"), cancellation).GetAwaiter().GetResult().Content;
        }
        catch (HttpFailureException failure)
        {
            throw RemoteError.OfPage(failure);
        }
    }

    private RemoteReader Reader => new(_fetcher, _cache.Value, _refresh, _time);

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();
}
