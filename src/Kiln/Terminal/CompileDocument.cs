using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;

namespace Kiln.Terminal;

/// <summary><c>kiln compile --output-format json</c>.</summary>
/// <param name="Interpreter">Whose bytecode it is.</param>
/// <param name="Summary">How many files ended how.</param>
/// <param name="ElapsedSeconds">Wall-clock time.</param>
/// <param name="Files">Every file, in path order.</param>
internal sealed record CompileDocument(
    InterpreterDocument Interpreter,
    SummaryCounts Summary,
    double ElapsedSeconds,
    IReadOnlyList<CompiledFileDocument> Files)
{
    /// <summary>The document of a report whose results were all kept.</summary>
    public static CompileDocument Of(CompileReport report, InterpreterInfo interpreter) => new(
        InterpreterDocument.Of(interpreter),
        new SummaryCounts(report.Count(CompileEnd.Compiled), report.Count(CompileEnd.Current), 0, report.Count(CompileEnd.Skipped), report.Count(CompileEnd.Failed)),
        report.Elapsed.TotalSeconds,
        [.. report.Results.Select(CompiledFileDocument.Of)]);
}
