using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What was removed, for people.</summary>
internal static class ClearText
{
    /// <summary>Prints it to stderr.</summary>
    public static void Write(ClearReport report, bool isDryRun, Output output)
    {
        foreach (var path in report.Removed)
            output.WriteDetail($"{(isDryRun ? "would remove" : "removed")} `{path}`");
        foreach (var failure in report.Failures)
            output.Warn($"cannot remove `{failure.Path}`: {failure.Reason}");
        string verb = isDryRun ? "Would remove" : "Removed";
        string files = output.Paint(Style.Bold, Phrase.Count(report.Files, "bytecode file"));
        string others = report.Unfinished > 0 ? $" and {Phrase.Count(report.Unfinished, "unfinished file")}" : "";
        output.WriteMessage($"{verb} {files}{others}, {Phrase.Size(report.Bytes)}, in {Phrase.Duration(report.Elapsed)}");
    }
}
