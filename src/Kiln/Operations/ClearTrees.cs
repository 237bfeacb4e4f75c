using Kiln.Engine.Bytecode;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Removes compiled bytecode, and only that.</summary>
internal static class ClearTrees
{
    /// <summary>Does it and prints what was done; returns the exit code: 1 if something could not be removed.</summary>
    public static int Run(ClearTreesOptions options, Output output, CancellationToken cancellation)
    {
        var sources = SelectedSources.FindSources(options.Selection, options.Global, output);
        var report = BytecodeCleaner.Clear(sources, ClearOptionsOf(options, output), TimeProvider.System, cancellation);

        if (options.Format == OutputFormat.Json)
            output.WriteJson(ClearDocument.Of(report, options.DryRun), JsonDocuments.Default.ClearDocument);
        ClearText.Write(report, options.DryRun, output);
        return report.Failures.Count > 0 ? 1 : 0;
    }

    private static ClearOptions ClearOptionsOf(ClearTreesOptions options, Output output) => new()
    {
        Tags = options.Tags,
        Levels = options.Levels,
        OlderThan = options.OlderThan,
        Orphans = options.Orphans,
        DryRun = options.DryRun,
        CachePrefix = options.Selection.CachePrefix,
        KeepRemoved = options.Format == OutputFormat.Json || output.IsVerbose,
    };
}
