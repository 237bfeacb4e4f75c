using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What compiling came to, for people: failures with their reasons, then the one cause that stopped all, then the summary.</summary>
internal static class CompileReportText
{
    /// <summary>Prints it to stderr.</summary>
    public static void Write(CompileReport report, Output output)
    {
        foreach (string line in FileList.Of(report, output.IsVerbose))
            output.WriteMessage(line);
        if (report.StartFailure is { } failure)
            output.WriteError(failure);
        foreach (string line in EngineLines.OfHandedBack(report))
            output.WriteDetail(line);
        foreach (string line in report.Comparison is { } comparison ? EngineLines.OfComparison(comparison) : [])
            output.WriteMessage(line);
        output.WriteMessage(Summary.Of(report, output.Paint));
    }
}
