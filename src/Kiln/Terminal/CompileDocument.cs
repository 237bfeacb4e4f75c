using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What <c>kiln compile --output-format json</c> prints.</summary>
/// <param name="Interpreter">Whose bytecode it is.</param>
/// <param name="Compiled">Number of <c>.pyc</c> files written.</param>
/// <param name="Current">Number of those that were there and valid.</param>
/// <param name="Cached">Number of those that were compiled before, for another place, and came from the cache.</param>
/// <param name="Skipped">Number of those left out for a reason that lies in the source.</param>
/// <param name="Failed">Number of those not written for a reason outside the source.</param>
/// <param name="ElapsedSeconds">Wall-clock time.</param>
/// <param name="Files">The files one by one, by path.</param>
internal sealed record CompileDocument(
    InterpreterDocument Interpreter, int Compiled, int Current, int Cached, int Skipped, int Failed, double ElapsedSeconds, IReadOnlyList<CompiledFileDocument> Files)
{
    /// <summary>The document of a report whose results were all kept.</summary>
    public static CompileDocument Of(CompileReport report, InterpreterDocument interpreter) => new(
        interpreter,
        report.Count(CompileEnd.Compiled),
        report.Count(CompileEnd.Current),
        report.Count(CompileEnd.Cached),
        report.Count(CompileEnd.Skipped),
        report.Count(CompileEnd.Failed),
        Math.Round(report.Elapsed.TotalSeconds, 6),
        [.. report.Results.Select(CompiledFileDocument.Of)]);
}
