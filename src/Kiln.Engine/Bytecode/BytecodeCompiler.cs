using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Bytecode;

/// <summary>Brings the bytecode of a selection of sources up to date: find, check, take from the cache, compile, report.</summary>
/// <param name="interpreter">Who compiles, or whose compiler is followed.</param>
/// <param name="options">How.</param>
/// <param name="reporter">Is told of each file that is done.</param>
/// <param name="cache">What was compiled before, and takes what is compiled now; null for none.</param>
public sealed class BytecodeCompiler(InterpreterInfo interpreter, BytecodeOptions options, IReporter reporter, BytecodeCache? cache = null)
{
    private const int WheelsWorthAThread = 8;

    private readonly BytecodeFormat _format = BytecodeFormat.Of(interpreter);

    /// <summary>Does it. What goes wrong with a file is in the report.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was written is whole, the rest is as it was.</exception>
    public CompileReport Compile(SourceSelection selection, CancellationToken cancellation) => Compile(selection, [], cancellation);

    /// <summary>The same, with these wheels' bytecode on its way into the cache.</summary>
    public CompileReport Compile(SourceSelection selection, IReadOnlyList<BytecodeFill> fills, CancellationToken cancellation)
    {
        try
        {
            return Run(selection, fills, cancellation);
        }
        finally
        {
            foreach (var fill in fills)
                fill.Dispose();
        }
    }

    private CompileReport Run(SourceSelection selection, IReadOnlyList<BytecodeFill> fills, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        var homes = HomesOf(selection);
        homes.ForEach(Leftovers.Sweep);
        using var staging = new StagingFolders(homes, fills.Count > 0 ? fills[0].Bucket : default);
        var compilers = new CompilerFactory(interpreter, options, cancellation);
        using var keeper = KeeperOf(fills);
        using var queue = new CompileQueue(
            compilers.Start,
            compiler => new FileCompiler(_format, options, compiler, staging, keeper),
            CompileLimits.For(options.Jobs), reporter, cancellation);
        // Where some of it may be in the cache nothing is announced before that is known: a compiler is an interpreter that starts.
        bool mayReuse = cache?.MayHoldSources == true && !options.Force && fills.Count == 0;
        var scans = new SourceScanner(_format, options).Scan(selection, mayReuse ? null : queue.Announce, cancellation);
        cancellation.ThrowIfCancellationRequested();

        foreach (var leftover in scans.SelectMany(scan => scan.Leftovers))
            StagingFolder.TrySweep(leftover);
        var stale = scans.SelectMany(scan => scan.Stale).ToList();
        reporter.Started("Compiling", stale.Sum(file => int.PopCount(file.Levels)));
        var cached = mayReuse ? Reuse(ref stale, staging, queue, cancellation) : [];
        var compiled = queue.Run(stale);
        reporter.Finished();

        Conclude(fills, cached, compiled);
        bool isBroken = compiled.Any(result => result.Reason == CompileReason.InterpreterBroken);
        var report = new CompileReport
        {
            StartFailure = isBroken ? queue.StartFailure : null,
            IsNative = compilers.IsNative,
            HandedBack = compilers.IsNative ? compilers.HandedBack.ByReason() : [],
            Comparison = compilers.Comparison,
        };
        foreach (var scan in scans)
        {
            report.Add(CompileEnd.Current, scan.Current);
            scan.Results.ForEach(report.Add);
        }
        foreach (var result in cached.Concat(compiled))
        {
            if (result.End is CompileEnd.Compiled or CompileEnd.Cached && !options.KeepAllResults)
                report.Add(result.End, 1);
            else
                report.Add(result);
        }
        report.Sort();
        report.Elapsed = TimeProvider.System.GetElapsedTime(start);
        return report;
    }

    /// <summary>Takes out of the cache what is there, and announces what remains.</summary>
    private IReadOnlyList<CompileResult> Reuse(ref List<SourceFile> stale, StagingFolders staging, CompileQueue queue, CancellationToken cancellation)
    {
        var run = new KeptSourcesRun(_format, options, cache!.Sources, staging);
        run.Take(stale, cancellation);
        reporter.Advanced(run.Cached.Count);
        stale = [.. run.Stale];
        stale.ForEach(file => queue.Announce(file.Size));
        return run.Cached;
    }

    private BytecodeKeeper? KeeperOf(IReadOnlyList<BytecodeFill> fills) => cache is null ? null : new BytecodeKeeper(fills, cache.Sources, cache.KeepsCode);

    private void Conclude(IReadOnlyList<BytecodeFill> fills, IReadOnlyList<CompileResult> cached, IReadOnlyList<CompileResult> compiled)
    {
        SharedLoop.Run("kiln-keep", fills.Count, WheelsWorthAThread, index => fills[index].Complete());
        cache?.Count(new BytecodeCounts(cached.Count(result => result.End == CompileEnd.Cached), compiled.Count(result => result.End == CompileEnd.Compiled), 0, fills.Sum(fill => fill.KeptBytes)));
    }

    /// <summary>The tops of the trees that will be written to.</summary>
    private List<FsPath> HomesOf(SourceSelection selection)
    {
        if (!options.CachePrefix.IsEmpty)
            return [options.CachePrefix];
        var homes = selection.Roots.Select(selection.Absolute)
            .Select(root => FileSystem.IsFolder(root) ? root : root.Parent).ToList();
        if (selection.Files.Count > 0)
            homes.AddRange(selection.FileHomes.Count > 0 ? selection.FileHomes : [CommonFolder(selection.Files)]);
        return homes;
    }

    private static FsPath CommonFolder(IReadOnlyList<FsPath> files)
    {
        var folder = files[0].Parent;
        foreach (var file in files)
        {
            while (!file.IsWithin(folder))
                folder = folder.Parent;
        }
        return folder;
    }
}
