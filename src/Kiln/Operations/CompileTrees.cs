using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Compiles files, trees, environments and standard libraries: find the sources, compile what is not current, tell each end;
/// of an environment's own packages, list the bytecode in their RECORDs.</summary>
internal static class CompileTrees
{
    /// <summary>Does it and prints what was done; returns the exit code: 1 if a file failed, or with <c>--strict</c> was skipped for a fault of its own.</summary>
    public static int Run(CompileTreesOptions options, Output output, CancellationToken cancellation)
    {
        var selected = SelectedSources.Find(options.Selection, options.Global, output);
        using var progress = new ProgressLine(output, TimeProvider.System);
        var bytecode = BytecodeOptionsOf(options, output);
        using var cache = BytecodeCache.Open(options.Global.Cache, selected.Interpreter, bytecode, options.Force, options.Global.BytecodeCacheBytes);
        var compiler = new BytecodeCompiler(selected.Interpreter, bytecode, progress, cache);
        var report = compiler.Compile(selected.Sources, cancellation);
        progress.Finished();

        if (options.Format == OutputFormat.Json)
            output.WriteJson(CompileDocument.Of(report, InterpreterDocument.Of(selected.Interpreter)), JsonDocuments.Default.CompileDocument);
        CompileReportText.Write(report, output);
        if (report.Count(CompileEnd.Compiled) + report.Count(CompileEnd.Cached) > 0 && options.Selection.IsOfEnvironment && options.Selection.CachePrefix.IsEmpty)
            Record(options, selected.Interpreter, output, cancellation);
        bool isFaulty = report.Comparison is { Differences.Count: > 0 } || report.Count(CompileEnd.Failed) > 0 || (options.Strict && report.Results.Any(result => result.IsFaultOfSource));
        return isFaulty ? 1 : 0;
    }

    /// <summary>Every uninstaller shall find what was written; but the RECORDs of a Python that its system manages belong to the system's packages.</summary>
    private static void Record(CompileTreesOptions options, InterpreterInfo interpreter, Output output, CancellationToken cancellation)
    {
        if (!interpreter.IsVirtualEnvironment && FileSystem.Exists(interpreter.ExternallyManagedMarker))
            return;
        using var progress = new ProgressLine(output, TimeProvider.System);
        var environment = new EnvironmentToChange(interpreter, InstallTarget.Of(interpreter), default);
        using var held = environment.Lock(options.Global, new LockWait(EnvironmentLock.DefaultTimeLimit, cancellation), progress);
        new BytecodeRecords(environment.Target, BytecodeFormat.Of(interpreter).CacheTag)
            .Complete(environment.Installed(), options.Levels, static _ => true);
    }

    private static BytecodeOptions BytecodeOptionsOf(CompileTreesOptions options, Output output) => new()
    {
        Mode = options.Mode,
        Levels = options.Levels,
        CachePrefix = options.Selection.CachePrefix,
        StripPrefix = options.StripPrefix,
        PrependPrefix = options.PrependPrefix,
        Force = options.Force || options.ComparesEngines,
        Jobs = options.Jobs,
        FileTimeout = options.FileTimeout,
        InterpreterFlags = options.InterpreterFlags,
        Engine = options.Engine,
        ComparesEngines = options.ComparesEngines,
        Cache = options.Global.Cache,
        KeepAllResults = options.Format == OutputFormat.Json || output.IsVerbose,
    };
}
