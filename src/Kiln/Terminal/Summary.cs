using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>The last line on stderr: what a run did, in one sentence.</summary>
internal static class Summary
{
    /// <summary>
    /// "Bytecode compiled 15130 files in 812ms (12 current, 3 skipped)"; what is zero in the parentheses is left out. The time is that of compiling alone:
    /// where it began while something else went on, they begin with "9000 while downloading".
    /// </summary>
    public static string Of(CompileReport report, Func<string, string, string> paint)
    {
        CompileEnd[] others = [CompileEnd.Cached, CompileEnd.Current, CompileEnd.Skipped, CompileEnd.Failed];
        string files = paint(Style.Bold, Phrase.Count(report.Count(CompileEnd.Compiled), "file"));
        string[] ahead = report.Ahead > 0 ? [$"{report.Ahead} while downloading"] : [];
        string rest = string.Join(", ", ahead.Concat(others.Where(end => report.Count(end) > 0).Select(end => $"{report.Count(end)} {Phrase.Kebab(end)}")));
        string line = $"{paint(Style.Dim, "Bytecode compiled")} {files} {paint(Style.Dim, $"in {Phrase.Duration(report.Elapsed)}")}";
        return rest.Length == 0 ? line : $"{line} {paint(Style.Dim, $"({rest})")}";
    }
}
