using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What <c>kiln clear --output-format json</c> prints.</summary>
/// <param name="IsDryRun">True if nothing was removed, only looked for.</param>
/// <param name="Files">Number of bytecode files.</param>
/// <param name="Unfinished">Number of unfinished files that killed runs of Kiln had left.</param>
/// <param name="Folders">Number of cache folders that became empty.</param>
/// <param name="Bytes">The size of all that.</param>
/// <param name="ElapsedSeconds">Wall-clock time.</param>
/// <param name="Removed">The files one by one, by path.</param>
/// <param name="Failures">What could not be removed, by path.</param>
internal sealed record ClearDocument(
    bool IsDryRun, int Files, int Unfinished, int Folders, long Bytes, double ElapsedSeconds,
    IReadOnlyList<PathDocument> Removed, IReadOnlyList<ClearFailureDocument> Failures)
{
    /// <summary>The document of a report that kept what was removed.</summary>
    public static ClearDocument Of(ClearReport report, bool isDryRun) => new(
        isDryRun, report.Files, report.Unfinished, report.Folders, report.Bytes, Math.Round(report.Elapsed.TotalSeconds, 6),
        [.. report.Removed.Select(PathDocument.Of)],
        [.. report.Failures.Select(failure => new ClearFailureDocument(PathDocument.Of(failure.Path), failure.Reason))]);
}
