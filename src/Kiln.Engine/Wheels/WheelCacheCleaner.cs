using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Removes wheels from a cache, alone: it waits until nobody uses them, and whoever comes meanwhile waits for it.
/// Environments keep what was installed from them.
/// </summary>
public sealed class WheelCacheCleaner : IDisposable
{
    private readonly WheelBucket _bucket;
    private readonly UsageLock? _lock;

    private WheelCacheCleaner(WheelBucket bucket, UsageLock? alone)
    {
        _bucket = bucket;
        _lock = alone;
    }

    /// <summary>The same without waiting: who uses the wheels meanwhile finds some missing.</summary>
    public static WheelCacheCleaner? OpenByForce(CacheFolder cache) =>
        new WheelBucket(BucketIn(cache)) is var bucket && FileSystem.IsFolder(bucket.Path) ? new WheelCacheCleaner(bucket, alone: null) : null;

    /// <summary>Waits for the users of a cache to end, telling so; null if the cache has no wheels.</summary>
    public static WheelCacheCleaner? Open(CacheFolder cache, IReporter reporter, CancellationToken cancellation = default)
    {
        var bucket = new WheelBucket(BucketIn(cache));
        if (!FileSystem.IsFolder(bucket.Path))
            return null;
        var alone = UsageLock.TryTake(bucket.LockFile, isAlone: true, out bool isBusy);
        if (isBusy)
        {
            reporter.Warn($"the cache `{cache.Path}` is in use, waiting for its users to end");
            alone = UsageLock.Take(bucket.LockFile, isAlone: true, cancellation);
        }
        return new WheelCacheCleaner(bucket, alone);
    }

    /// <summary>The bucket of a cache that nobody else may remove from.</summary>
    public static FsPath BucketIn(CacheFolder cache) => cache.Path / WheelBucket.Name;

    /// <summary>Removes all wheels, and what is known of archives; returns how much that was.</summary>
    public TreeSize Clean() => RemoveAll(_bucket.Places().Concat(_bucket.Unfinished())) + RemoveAll([_bucket.Known]);

    /// <summary>The wheels of these packages, by the SHA-256 of their archives.</summary>
    public IReadOnlyList<string> Find(IReadOnlySet<PackageName> packages) =>
        [.. _bucket.Places().Select(WheelBucket.Read).OfType<UnpackedWheel>().Where(wheel => packages.Contains(wheel.FileName.Name)).Select(wheel => wheel.Sha256)];

    /// <summary>Removes the wheels of these packages; returns how much that was.</summary>
    public TreeSize Clean(IReadOnlySet<PackageName> packages) =>
        RemoveAll(_bucket.Places().Where(place => WheelBucket.Read(place) is { } wheel && packages.Contains(wheel.FileName.Name)));

    /// <summary>Removes what can be of no use: what killed processes left unfinished, and wheels whose index is damaged.</summary>
    public TreeSize Prune() => RemoveAll(_bucket.Unfinished().Concat(_bucket.Places().Where(place => WheelBucket.Read(place) is null)));

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private TreeSize RemoveAll(IEnumerable<FsPath> folders)
    {
        var removed = default(TreeSize);
        foreach (var folder in folders.ToArray())
        {
            removed += TreeSize.Measure(folder);
            _bucket.Remove(folder);
        }
        return removed;
    }
}
