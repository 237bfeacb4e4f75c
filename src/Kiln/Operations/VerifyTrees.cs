using Kiln.Engine.Bytecode;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Says for each source whether its bytecode will be used at run time, and if not, why.</summary>
internal static class VerifyTrees
{
    /// <summary>Does it and prints what was found; returns the exit code: 1 if an import of any of the sources would compile.</summary>
    public static int Run(VerifyTreesOptions options, Output output, CancellationToken cancellation)
    {
        var selected = SelectedSources.Find(options.Selection, options.Global, output);
        var verifier = new BytecodeVerifier(BytecodeFormat.Of(selected.Interpreter));
        var report = verifier.Verify(selected.Sources, VerifyOptionsOf(options, output), cancellation);

        if (options.Format == OutputFormat.Json)
            output.WriteJson(VerifyDocument.Of(report, InterpreterDocument.Of(selected.Interpreter)), JsonDocuments.Default.VerifyDocument);
        else
            VerifyText.Write(report, output);
        return report.IsAllUsed ? 0 : 1;
    }

    private static VerifyOptions VerifyOptionsOf(VerifyTreesOptions options, Output output) => new()
    {
        Levels = options.Levels,
        CachePrefix = options.Selection.CachePrefix,
        ForDeploy = options.ForDeploy,
        KeepAllResults = options.Format == OutputFormat.Json || output.IsVerbose,
    };
}
