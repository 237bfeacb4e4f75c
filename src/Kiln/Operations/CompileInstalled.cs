using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>
/// Compiles what was installed, with the environment's lock released: installs of other packages do not wait for this one's bytecode. Then, under the lock
/// again, the RECORDs get the bytecode that was written. A failure never undoes the install.
/// </summary>
internal sealed class CompileInstalled(ChangePackagesOptions options, ChangeScope scope, Output output, CancellationToken cancellation)
{
    /// <summary>Compiles these distributions, or for <c>pip sync</c> the whole environment; returns the exit code: 1 if compiling was asked for and a file failed.</summary>
    public int Run(EnvironmentToChange environment, InterpreterInfo interpreter, InstalledWheels installed, BytecodeCache? cache)
    {
        FsPath[] folders = [.. ((FsPath[])[environment.Target.Purelib, environment.Target.Platlib]).Distinct().Where(FileSystem.IsFolder)];
        var packages = scope.CompilesAll ? environment.Installed() : installed.Packages;
        if (packages.Count == 0 && !scope.CompilesAll)
            return 0;
        // Most often all is done: then it is not worth telling one by one.
        var unfinished = installed.Packages.Where((_, index) => installed.Linker?.IsDone(index) != true).ToList();
        IReadOnlySet<FsPath> done = installed.Linker is not { } linked ? new HashSet<FsPath>()
            : scope.CompilesAll && folders.Length == 1 ? linked.DonePlaces
            : scope.CompilesAll || unfinished.Count > 0 ? linked.Done.ToHashSet() : new HashSet<FsPath>();
        var sources = new SourceSelection
        {
            CurrentFolder = options.Global.CurrentFolder,
            Roots = scope.CompilesAll ? folders : [],
            Files = scope.CompilesAll ? [] : [.. unfinished.SelectMany(package => RecordedSources.Read(package).Paths).Where(source => !done.Contains(source))],
            Done = done,
            FileHomes = folders,
        };
        using var progress = new ProgressLine(output, TimeProvider.System);
        var fills = installed.Bytecode?.Fills() ?? [];
        var report = new BytecodeCompiler(interpreter, options.Bytecode.ToOptions(options.Global.Cache), progress, cache).Compile(sources, fills, cancellation);
        progress.Finished();
        if (installed.Linker is { } linker)
        {
            report.AddAhead(linker.Compiled, installed.Ahead?.HandedBack ?? []);
            report.Add(CompileEnd.Cached, linker.Cached);
            report.Add(linker.Rejected);
            cache?.Count(new BytecodeCounts(linker.Cached, 0, linker.CachedBytes, 0));
        }
        if (options.Bytecode.CachePrefix.IsEmpty)
            Record(environment, BytecodeFormat.Of(interpreter).CacheTag, packages, report);
        CompileReportText.Write(report, output);
        return options.Compile.IsAskedFor && report.Count(CompileEnd.Failed) > 0 ? 1 : 0;
    }

    private void Record(EnvironmentToChange environment, string cacheTag, IReadOnlyList<InstalledPackage> packages, CompileReport report)
    {
        var written = report.Results.Where(result => result.End is CompileEnd.Compiled or CompileEnd.Cached).Select(result => result.Source).ToHashSet();
        if (written.Count == 0)
            return;
        using var progress = new ProgressLine(output, TimeProvider.System);
        using var held = environment.Lock(options.Global, new LockWait(options.LockTimeout, cancellation), progress);
        var records = new BytecodeRecords(environment.Target, cacheTag);
        List<FsPath> gone = [.. written.Where(source => !FileSystem.Exists(source))];
        records.RemoveOrphans(gone, [options.Bytecode.Level]);
        written.ExceptWith(gone);
        records.Complete(packages, [options.Bytecode.Level], written.Contains);
    }
}
