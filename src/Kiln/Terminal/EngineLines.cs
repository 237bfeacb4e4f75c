using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>Who compiled, and how the engines compare: for those who want to know, or asked.</summary>
internal static class EngineLines
{
    /// <summary>"The interpreter compiled 12 sources that the native engine left to it (named-escape 8, syntax-error 4)"; nothing where there were none.</summary>
    public static IEnumerable<string> OfHandedBack(CompileReport report)
    {
        int count = report.HandedBack.Sum(static entry => entry.Value);
        if (count == 0)
            return [];
        string reasons = string.Join(", ", report.HandedBack.Select(static entry => $"{Phrase.Kebab(entry.Key)} {entry.Value}"));
        return [$"{Phrase.Count(count, "source")} left to the interpreter by the native engine ({reasons})"];
    }

    /// <summary>Each difference between the engines, and how many sources were compared.</summary>
    public static IEnumerable<string> OfComparison(EngineComparison comparison) =>
    [
        .. comparison.Differences.Select(static difference => $"engines differ: {difference}"),
        $"Both engines compiled {Phrase.Count(comparison.Compared, "source")}: {(comparison.Differences.Count == 0 ? "all equal" : $"{comparison.Differences.Count} differ")}",
    ];
}
