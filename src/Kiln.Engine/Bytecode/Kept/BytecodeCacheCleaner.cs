using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Removes kept bytecode. It waits for nobody: a run that loses something under its hands compiles it. Environments keep what they were given.</summary>
public sealed class BytecodeCacheCleaner
{
    // As long as nobody can be so slow: what is unfinished for longer belongs to a run that was killed.
    private static readonly TimeSpan LongestFill = TimeSpan.FromHours(24);

    // Below the limit by so much, so that the next run does not have to make room again.
    private const double KeptShare = 0.8;

    private readonly BytecodeBucket _bucket;

    internal BytecodeCacheCleaner(BytecodeBucket bucket) => _bucket = bucket;

    /// <summary>For the bytecode of a cache.</summary>
    public static BytecodeCacheCleaner Of(CacheFolder cache) => new(BytecodeBucket.In(cache));

    /// <summary>Removes the bytecode of wheels, by the SHA-256 of their archives; returns how much that was.</summary>
    public TreeSize Clean(IEnumerable<string> wheels) => Remove(wheels.Select(_bucket.FolderOf).Where(FileSystem.IsFolder));

    /// <summary>Removes what can be of no use: what killed runs left unfinished, and wheels' bytecode of which something is lost or damaged: everything is read.</summary>
    public TreeSize Prune(TimeProvider time)
    {
        long newest = time.GetUtcNow().ToUnixTimeSeconds() - (long)LongestFill.TotalSeconds;
        var abandoned = _bucket.Unfinished().Where(folder => !FileSystem.Stat(folder, follow: false, out var status).IsError && status.ModifiedSeconds < newest);
        return Remove(abandoned.Concat(_bucket.WheelPlaces().Where(IsDamaged)).Concat(_bucket.SourceFiles().Where(file => !KeptSources.IsWhole(file))));
    }

    /// <summary>Removes what was not used for longest, until the rest takes less room than the limit.</summary>
    internal void MakeRoom(long limitBytes)
    {
        var entries = _bucket.WheelPlaces().Select(place => EntryOf(place, BytecodeBucket.IndexIn(place)))
            .Concat(_bucket.SourceFiles().Select(file => EntryOf(file, file)))
            .OrderByDescending(entry => entry.LastUse).ToList();
        long kept = 0;
        bool isFull = false;
        foreach (var entry in entries)
        {
            isFull |= kept + entry.SizeBytes > limitBytes * KeptShare;
            if (isFull)
                _bucket.Remove(entry.Place);
            else
                kept += entry.SizeBytes;
        }
        _ = BytecodeCounts.Change(_bucket.Counts, counts => counts with { KeptBytes = kept });
    }

    private static (FsPath Place, long LastUse, long SizeBytes) EntryOf(FsPath place, FsPath used)
    {
        if (FileSystem.Stat(used, follow: false, out var status).IsError)
            return (place, 0, 0);
        long size = place == used ? status.Size : KeptWheelIndex.Read(place)?.SizeBytes ?? 0;
        return (place, status.ModifiedSeconds, size);
    }

    private static bool IsDamaged(FsPath place) => KeptWheelIndex.Read(place) is not { } wheel || wheel.Pycs.Any(pyc => pyc.HasCode && !IsWhole(wheel, pyc));

    private static bool IsWhole(KeptWheel wheel, KeptPyc pyc) =>
        !FileSystem.ReadAll(wheel.Folder / KeptFile.NameOf(pyc.Entry), out byte[] content).IsError && pyc.IsWhole(content);

    private TreeSize Remove(IEnumerable<FsPath> places)
    {
        var removed = default(TreeSize);
        foreach (var place in places.ToArray())
        {
            removed += FileSystem.IsFolder(place) ? TreeSize.Measure(place)
                : FileSystem.Stat(place, follow: false, out var status).IsError ? default : new TreeSize(1, status.Size);
            _bucket.Remove(place);
        }
        return removed;
    }
}
