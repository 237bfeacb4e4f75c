namespace Kiln.Engine.Bytecode;

/// <summary>
/// Says of each source whether an import will use its bytecode, and if not, why: judged as importlib would, without starting a Python.
/// </summary>
public sealed class BytecodeVerifier(BytecodeFormat format)
{
    /// <summary>Looks at all sources of the selection; changes nothing.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public VerifyReport Verify(SourceSelection selection, VerifyOptions options, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        var exclusion = new SourceExclusion(selection.Exclude);
        var scans = FolderWalk.Run(
            selection, options.Jobs,
            queue => new VerifyScan(format, options, new FolderPair(options.CachePrefix, exclusion, queue)),
            (scan, job) => scan.Scan(job), cancellation);
        cancellation.ThrowIfCancellationRequested();

        var times = new SourceTimes();
        foreach (var scan in scans)
            times.Add(scan.Times);
        var unfinished = StagingSweep.FindIn(options.CachePrefix).Select(path => new VerifyFinding(FindingKind.Unfinished, path));
        return new VerifyReport
        {
            Results = [.. scans.SelectMany(scan => scan.Results).OrderBy(result => result.Source).ThenBy(result => result.Level)],
            Findings = [.. scans.SelectMany(scan => scan.Findings).Concat(unfinished).OrderBy(finding => finding.Path)],
            Packages = AddUp(scans),
            Advice = times.Advice(options.ForDeploy),
            Elapsed = TimeProvider.System.GetElapsedTime(start),
        };
    }

    private static List<PackageVerdicts> AddUp(IReadOnlyList<VerifyScan> scans)
    {
        var total = new SortedDictionary<string, PackageVerdicts>(StringComparer.Ordinal);
        foreach (var package in scans.SelectMany(scan => scan.Packages.Values))
        {
            if (total.TryGetValue(package.Name, out var known))
                known.Add(package);
            else
                total[package.Name] = package;
        }
        return [.. total.Values];
    }
}
