using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>Lists the files that were not compiled, each with its reason: the failed ones, and for those who want to know the skipped ones.</summary>
internal static class FileList
{
    private const int MostFailures = 10;

    /// <summary>The first ten failures and how many more there are; verbose: all results that the report kept.</summary>
    public static IEnumerable<string> Of(CompileReport report, bool isVerbose)
    {
        if (isVerbose)
            return report.Results.Select(Line);
        var failures = report.Results.Where(static result => result.End == CompileEnd.Failed).Take(MostFailures).Select(Line);
        int others = report.Count(CompileEnd.Failed) - MostFailures;
        return others > 0 ? failures.Append($"… and {others} more failed; `-v` lists all") : failures;
    }

    private static string Line(CompileResult result)
    {
        string level = result.Level > 0 ? $" at level {result.Level}" : "";
        string reason = result.Reason == CompileReason.None ? "" : $": {Phrase.Kebab(result.Reason)}";
        string detail = result.Detail is null ? "" : $": {result.Detail}";
        return $"{Phrase.Kebab(result.End)} `{result.Source}`{level}{reason}{detail}";
    }
}
