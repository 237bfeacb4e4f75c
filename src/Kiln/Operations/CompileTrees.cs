using Kiln.Engine.Bytecode;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Compiles files, trees, environments and standard libraries: find the sources, compile what is not current, tell each end.</summary>
internal static class CompileTrees
{
    /// <summary>Does it and prints what was done; returns the exit code: 1 if a file failed, or with <c>--strict</c> was skipped for a fault of its own.</summary>
    public static int Run(CompileTreesOptions options, Output output, CancellationToken cancellation)
    {
        var selected = SelectedSources.Find(options.Selection, options.Global, output);
        using var progress = new ProgressLine(output, TimeProvider.System);
        var compiler = new BytecodeCompiler(selected.Interpreter, BytecodeOptionsOf(options, output), progress);
        var report = compiler.Compile(selected.Sources, cancellation);
        progress.Finished();

        if (options.Format == OutputFormat.Json)
            output.WriteJson(CompileDocument.Of(report, InterpreterDocument.Of(selected.Interpreter)), JsonDocuments.Default.CompileDocument);
        CompileReportText.Write(report, output);
        bool isFaulty = report.Count(CompileEnd.Failed) > 0 || (options.Strict && report.Results.Any(result => result.IsFaultOfSource));
        return isFaulty ? 1 : 0;
    }

    private static BytecodeOptions BytecodeOptionsOf(CompileTreesOptions options, Output output) => new()
    {
        Mode = options.Mode,
        Levels = options.Levels,
        CachePrefix = options.Selection.CachePrefix,
        StripPrefix = options.StripPrefix,
        PrependPrefix = options.PrependPrefix,
        Force = options.Force,
        Jobs = options.Jobs,
        FileTimeout = options.FileTimeout,
        InterpreterFlags = options.InterpreterFlags,
        KeepAllResults = options.Format == OutputFormat.Json || output.IsVerbose,
    };
}
