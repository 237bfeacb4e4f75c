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

    /// <summary>A place for an archive that is to be downloaded, in a folder of its own.</summary>
    internal FsPath MakeDownload(WheelFileName name) => _bucket.MakeUnfinished() / name.Text;

    /// <summary>Removes such an archive with its folder.</summary>
    internal void RemoveDownload(FsPath archive) => _bucket.Remove(archive.Parent);

    /// <summary>
    /// The wheels of these archives, in their order; those that are missing are unpacked, all at once.
    /// A <see cref="UserErrorException"/> for the first that is refused; the others are kept.
    /// </summary>
    public IReadOnlyList<UnpackedWheel> Get(
        IReadOnlyList<WheelRequest> requests, IReporter reporter, CancellationToken cancellation = default) =>
        [.. Unpack(requests, reporter, cancellation).Select(outcome => Accept(outcome, reporter))];

    /// <summary>As <see cref="Get"/>, for wheels of which nobody knows yet whether they are wanted.</summary>
    internal IReadOnlyList<WheelOutcome> Unpack(IReadOnlyList<WheelRequest> requests, IReporter reporter, CancellationToken cancellation)
    {
        if (requests.Count == 0)
            return [];
        var crew = new JobCrew<UnpackScratch>(() => new UnpackScratch());
        var run = new FillRun { Bucket = _bucket, Trust = _trust, Crew = crew, Reporter = reporter, Cancellation = cancellation };
        var fills = requests.Select(request => new WheelFill(request, run)).ToArray();
        var smallestFirst = Enumerable.Range(0, fills.Length).OrderBy(index => SizeOf(requests[index].Archive));
        foreach (int index in smallestFirst)
            crew.Add(fills[index].Begin);
        reporter.Started("Unpacking", fills.Length);
        RunCrew(crew, fills.Length);
        reporter.Finished();
        cancellation.ThrowIfCancellationRequested();
        return [.. fills.Select((fill, index) => new WheelOutcome(requests[index], fill.Wheel, fill.Failure))];
    }

    /// <summary>As <see cref="Get"/>, for archives that are still to come: each is unpacked as soon as it is there, while others are on their way. What keeps one from coming is thrown at the end.</summary>
    internal IReadOnlyList<UnpackedWheel> GetArriving(
        IReadOnlyList<Task<WheelRequest>> arrivals, IReporter reporter, IArrivalAudience? audience, CancellationToken cancellation)
    {
        var crew = new JobCrew<UnpackScratch>(() => new UnpackScratch(), audience is null ? null : audience.Unpacking);
        var run = new FillRun { Bucket = _bucket, Trust = _trust, Crew = crew, Audience = audience, Cancellation = cancellation };
        var fills = new WheelFill?[arrivals.Count];
        for (int i = 0; i < arrivals.Count; i++)
        {
            crew.Hold();
            _ = FillWhenThereAsync(i);
        }
        RunCrew(crew, arrivals.Count);
        cancellation.ThrowIfCancellationRequested();
        // Where one failed the others were called off; that is not worth telling.
        if (arrivals.FirstOrDefault(arrival => arrival.IsFaulted) is { } failed)
            failed.GetAwaiter().GetResult();
        return [.. fills.Select((fill, index) => Accept(new WheelOutcome(arrivals[index].GetAwaiter().GetResult(), fill!.Wheel, fill.Failure), reporter))];

        async Task FillWhenThereAsync(int index)
        {
            await ((Task)arrivals[index]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (arrivals[index].IsCompletedSuccessfully)
                crew.Add((fills[index] = new WheelFill(arrivals[index].Result, run)).Begin);
            crew.Release();
        }
    }

    /// <summary>Forgets a wheel whose files are not what its entries say.</summary>
    internal void Forget(UnpackedWheel damaged) => _bucket.Remove(damaged.Sha256);

    /// <summary>Gets a wheel anew whose files are not what its entries say: removed or damaged since it was unpacked.</summary>
    public UnpackedWheel Renew(WheelRequest request, UnpackedWheel damaged, IReporter reporter, CancellationToken cancellation = default)
    {
        Forget(damaged);
        return Get([request], reporter, cancellation)[0];
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private static void RunCrew(JobCrew<UnpackScratch> crew, int wheels) => crew.Run("kiln-unpack", Math.Clamp(wheels, 1, Environment.ProcessorCount) - 1);

    /// <summary>A wheel that is wanted, with what there is to say of it; refused if it must not be used.</summary>
    internal UnpackedWheel Accept(WheelOutcome outcome, IReporter reporter)
    {
        var wheel = outcome.Get();
        string name = outcome.Request.FileName.Text;
        if (_trust.Record == RecordVerification.Strict && wheel.RecordProblems.Count > 0)
            throw new UserErrorException($"`{name}`: {wheel.RecordProblems[0]}") { Details = string.Join('\n', wheel.RecordProblems) };
        var problems = _trust.Record == RecordVerification.Warn ? wheel.RecordProblems : [];
        foreach (string warning in wheel.Warnings.Concat(problems))
            reporter.Warn($"`{name}`: {warning}");
        return wheel;
    }

    private static long SizeOf(FsPath archive) => FileSystem.Stat(archive, follow: true, out var status).IsError ? 0 : status.Size;
}
