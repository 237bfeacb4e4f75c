using System.Globalization;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Cache;

/// <summary>
/// What servers answered:
/// <code>
/// http-v2/
///   1f/1fab32c9-5f3…          one answer: its head (HttpCacheEntry), then its content
/// </code>
/// A file is named by two checksums of the URL, which need no cryptography to be loaded (10 ms with OpenSSL); the URL in it is compared, so that
/// two that share a name push each other out. Written beside its place and renamed; whatever is damaged counts as not there.
/// </summary>
public sealed class HttpCache
{
    private const string Name = "http-v2";

    private readonly FsPath? _bucket;

    /// <summary>The answers in a cache; one that cannot be written to keeps none.</summary>
    public HttpCache(CacheFolder cache) => _bucket = cache.TryMakeBucket(Name, out var bucket) ? bucket : null;

    /// <summary>What is known of a URL, which must be without credentials; null for nothing.</summary>
    public HttpCacheEntry? Find(string url)
    {
        if (_bucket is not { } bucket || FileSystem.ReadAll(PlaceOf(bucket, url), out byte[] content).IsError)
            return null;
        return HttpCacheEntry.Read(content, url);
    }

    /// <summary>Keeps an answer, in the place of an earlier one. That it cannot be kept is no error: it is asked for again.</summary>
    public void Store(HttpCacheEntry entry)
    {
        if (_bucket is not { } bucket)
            return;
        var place = PlaceOf(bucket, entry.Key);
        _ = FileSystem.MakeFolders(place.Parent);
        _ = FileSystem.WriteAll(place, entry.Write());
    }

    /// <summary>Forgets a URL.</summary>
    public void Remove(string url)
    {
        if (_bucket is { } bucket)
            _ = FileSystem.Delete(PlaceOf(bucket, url));
    }

    private static FsPath PlaceOf(FsPath bucket, string url)
    {
        int length = Encoding.UTF8.GetByteCount(url);
        var text = new byte[length + 1];
        _ = Encoding.UTF8.GetBytes(url, text);
        uint forward = Checksum.Of(text.AsSpan(0, length));
        text.AsSpan(0, length).Reverse();
        text[length] = (byte)length;
        uint backward = Checksum.Of(text);
        return bucket / string.Create(CultureInfo.InvariantCulture, $"{forward >> 24:x2}/{forward:x8}-{backward:x8}");
    }
}
