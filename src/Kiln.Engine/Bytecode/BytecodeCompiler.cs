using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Brings the bytecode of a selection of sources up to date: find, check, compile, report.</summary>
public sealed class BytecodeCompiler(InterpreterInfo interpreter, BytecodeOptions options, IReporter reporter)
{
    private readonly BytecodeFormat _format = BytecodeFormat.Of(interpreter);

    /// <summary>Does it. What goes wrong with a file is in the report.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was written is whole, the rest is as it was.</exception>
    public CompileReport Compile(SourceSelection selection, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        var homes = HomesOf(selection);
        homes.ForEach(Leftovers.Sweep);
        using var staging = new StagingFolders(homes);
        var compilers = new CompilerFactory(interpreter, options, cancellation);
        using var queue = new CompileQueue(
            compilers.Start,
            compiler => new FileCompiler(_format, options, compiler, staging),
            CompileLimits.For(options.Jobs), reporter, cancellation);
        var scans = new SourceScanner(_format, options).Scan(selection, queue.Announce, cancellation);
        cancellation.ThrowIfCancellationRequested();

        foreach (var leftover in scans.SelectMany(scan => scan.Leftovers))
            StagingFolder.TrySweep(leftover);
        var stale = scans.SelectMany(scan => scan.Stale).ToList();
        reporter.Started("Compiling", stale.Sum(file => int.PopCount(file.Levels)));
        var compiled = queue.Run(stale);
        reporter.Finished();

        bool isBroken = compiled.Any(result => result.Reason == CompileReason.InterpreterBroken);
        var report = new CompileReport 
        {
            StartFailure = isBroken ? queue.StartFailure : null,
            IsNative = compilers.IsNative,
            HandedBack = compilers.HandedBack.ByReason(),
            Comparison = compilers.Comparison,
        };
        foreach (var scan in scans)
        {
            report.Add(CompileEnd.Current, scan.Current);
            scan.Results.ForEach(report.Add);
        }
        foreach (var result in compiled)
        {
            if (result.End == CompileEnd.Compiled && !options.KeepAllResults)
                report.Add(CompileEnd.Compiled, 1);
            else
                report.Add(result);
        }
        report.Sort();
        report.Elapsed = TimeProvider.System.GetElapsedTime(start);
        return report;
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
