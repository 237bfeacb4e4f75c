using System.Runtime.ExceptionServices;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Wheels by content: unpacked, checked and hashed once, then linked from. As long as it is open, nobody who plays by the rules removes
/// anything from it; who finds a file missing all the same calls <see cref="Renew"/>. Safe for use by several threads.
/// </summary>
public sealed class WheelCache : IDisposable
{
    private readonly WheelBucket _bucket;
    private readonly WheelTrust _trust;
    private readonly UsageLock? _lock;

    private WheelCache(WheelBucket bucket, WheelTrust trust, UsageLock? usage)
    {
        _bucket = bucket;
        _trust = trust;
        _lock = usage;
    }

    /// <summary>Opens the wheels of a cache for use, waiting while somebody removes from it.</summary>
    public static WheelCache Open(CacheFolder cache, WheelTrust? trust = null, CancellationToken cancellation = default)
    {
        var bucket = WheelBucket.Make(cache);
        return new WheelCache(bucket, trust ?? new WheelTrust(), UsageLock.Take(bucket.LockFile, isAlone: false, cancellation));
    }

    /// <summary>The wheel whose archive has that SHA-256 (lower-case hexadecimal); null if it is not here.</summary>
    public UnpackedWheel? Find(string sha256) => _bucket.Find(sha256);

    /// <summary>The SHA-256 of what a URL delivered before; null if it is not known.</summary>
    public string? FindHash(string url) => new KnownArchives(_bucket.Known).Find(url);

    /// <summary>Remembers what a URL delivered. Credentials must not be in it.</summary>
    public void RememberHash(string url, string sha256) => new KnownArchives(_bucket.Known).Remember(url, sha256);

    /// <summary>
    /// The wheels of these archives, in their order; those that are missing are unpacked, all at once.
    /// A <see cref="UserErrorException"/> for the first that is refused; the others are kept.
    /// </summary>
    public IReadOnlyList<UnpackedWheel> Get(
        IReadOnlyList<WheelRequest> requests, IReporter reporter, CancellationToken cancellation = default)
    {
        var crew = new JobCrew<UnpackScratch>(() => new UnpackScratch());
        var run = new FillRun { Bucket = _bucket, Trust = _trust, Crew = crew, Reporter = reporter, Cancellation = cancellation };
        var fills = requests.Select(request => new WheelFill(request, run)).ToArray();
        var smallestFirst = Enumerable.Range(0, fills.Length).OrderBy(index => SizeOf(requests[index].Archive));
        foreach (int index in smallestFirst)
            crew.Add(fills[index].Begin);
        reporter.Started("Unpacking", fills.Length);
        crew.Run("kiln-unpack", Math.Clamp(fills.Length, 1, Environment.ProcessorCount) - 1);
        reporter.Finished();
        cancellation.ThrowIfCancellationRequested();
        return [.. fills.Select((fill, index) => Accept(requests[index], fill, reporter))];
    }

    /// <summary>Gets a wheel anew whose files are not what its entries say: removed or damaged since it was unpacked.</summary>
    public UnpackedWheel Renew(WheelRequest request, UnpackedWheel damaged, IReporter reporter, CancellationToken cancellation = default)
    {
        _bucket.Remove(damaged.Sha256);
        return Get([request], reporter, cancellation)[0];
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private UnpackedWheel Accept(WheelRequest request, WheelFill fill, IReporter reporter)
    {
        if (fill.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        var wheel = fill.Wheel!;
        string name = request.FileName.Text;
        if (_trust.Record == RecordVerification.Strict && wheel.RecordProblems.Count > 0)
            throw new UserErrorException($"`{name}`: {wheel.RecordProblems[0]}") { Details = string.Join('\n', wheel.RecordProblems) };
        var problems = _trust.Record == RecordVerification.Warn ? wheel.RecordProblems : [];
        foreach (string warning in wheel.Warnings.Concat(problems))
            reporter.Warn($"`{name}`: {warning}");
        return wheel;
    }

    private static long SizeOf(FsPath archive) => FileSystem.Stat(archive, follow: true, out var status).IsError ? 0 : status.Size;
}
