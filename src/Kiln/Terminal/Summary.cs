namespace Kiln.Terminal;

/// <summary>The last line on stderr: what a run did, in one sentence.</summary>
internal static class Summary
{
    /// <summary>"Bytecode compiled 15130 files in 812ms (12 current, 3 skipped)"; what is zero in the parentheses is left out.</summary>
    public static string OfCompile(SummaryCounts counts, TimeSpan elapsed, Func<string, string, string> paint)
    {
        (long Count, string Word)[] others =
        [
            (counts.Current, "current"), (counts.Cached, "cached"), (counts.Skipped, "skipped"), (counts.Failed, "failed"),
        ];
        string files = paint(Style.Bold, Phrase.Count(counts.Compiled, "file"));
        string rest = string.Join(", ", others.Where(static other => other.Count > 0).Select(static other => $"{other.Count} {other.Word}"));
        string line = $"{paint(Style.Dim, "Bytecode compiled")} {files} {paint(Style.Dim, $"in {Phrase.Duration(elapsed)}")}";
        return rest.Length == 0 ? line : $"{line} {paint(Style.Dim, $"({rest})")}";
    }
}
