using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What the compiling of many files came to, for people: failures with their reasons, then the summary.</summary>
internal static class CompileText
{
    private const int ShownFailures = 10;

    /// <summary>Prints it to stderr.</summary>
    public static void Write(CompileReport report, Output output)
    {
        if (output.IsVerbose)
            WriteAll(report, output);
        else
            WriteFailures(report, output);
        if (report.StartFailure is { } failure)
            output.WriteError(failure);
        var counts = new SummaryCounts(
            report.Count(CompileEnd.Compiled), report.Count(CompileEnd.Current), 0, report.Count(CompileEnd.Skipped), report.Count(CompileEnd.Failed));
        output.WriteMessage(Summary.OfCompile(counts, report.Elapsed, output.Paint));
    }

    private static void WriteAll(CompileReport report, Output output)
    {
        foreach (var result in report.Results)
            output.WriteDetail(Line(result));
    }

    private static void WriteFailures(CompileReport report, Output output)
    {
        var failures = report.Results.Where(result => result.End == CompileEnd.Failed).ToList();
        foreach (var failure in failures.Take(ShownFailures))
            output.Warn(Line(failure));
        if (failures.Count > ShownFailures)
            output.WriteMessage($"… and {Phrase.Count(failures.Count - ShownFailures, "more failure")}; `-v` lists all");
    }

    private static string Line(CompileResult result)
    {
        string level = result.Level == 0 ? "" : $" (level {result.Level})";
        string end = result.Reason == CompileReason.None ? Kebab.Of(result.End) : $"{Kebab.Of(result.End)}, {Kebab.Of(result.Reason)}";
        string detail = result.Detail is { } text ? $": {text}" : "";
        return $"`{result.Source}`{level} {end}{detail}";
    }
}
