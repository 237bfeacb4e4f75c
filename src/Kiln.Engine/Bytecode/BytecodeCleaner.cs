namespace Kiln.Engine.Bytecode;

/// <summary>
/// Removes bytecode, and only that: regular files in cache folders, named as importlib names them (PEP 3147, PEP 488), whose source lies
/// beside; on request those without a source too. Links are neither removed nor followed. What killed runs of Kiln left goes as well.
/// </summary>
public static class BytecodeCleaner
{
    /// <summary>Clears the cache folders of the selection. What could not be removed is in the report.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; some is removed, the rest is as it was.</exception>
    public static ClearReport Clear(SourceSelection selection, ClearOptions options, TimeProvider time, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        var now = time.GetUtcNow();
        var exclusion = new SourceExclusion(selection.Exclude);
        var scans = FolderWalk.Run(
            selection, options.Jobs,
            queue => new ClearScan(options, new FolderPair(options.CachePrefix, exclusion, queue), now),
            (scan, job) => scan.Scan(job), cancellation);
        cancellation.ThrowIfCancellationRequested();

        foreach (var folder in scans.SelectMany(scan => scan.StagingFolders).Concat(StagingSweep.FindIn(options.CachePrefix)))
            StagingSweep.Sweep(folder, scans[0].Tally);
        var tallies = scans.Select(scan => scan.Tally).ToList();
        return new ClearReport
        {
            Files = tallies.Sum(tally => tally.Files),
            Unfinished = tallies.Sum(tally => tally.Unfinished),
            Folders = tallies.Sum(tally => tally.Folders),
            Bytes = tallies.Sum(tally => tally.Bytes),
            Removed = [.. tallies.SelectMany(tally => tally.Removed).Order()],
            Failures = [.. tallies.SelectMany(tally => tally.Failures).OrderBy(failure => failure.Path)],
            Elapsed = time.GetElapsedTime(start),
        };
    }
}
