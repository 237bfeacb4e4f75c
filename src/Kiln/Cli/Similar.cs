namespace Kiln.Cli;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Similar
{
    private const int MostSuggestions = 3;

    /// <summary>The candidates nearest to the word, if they are near: at most a third of its letters differ, or it is the beginning of them.</summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> candidates)
    {
        int tolerance = Math.Max(1, word.TrimStart('-').Length / 3);
        return [.. candidates
            .Where(candidate => candidate.Length > 2)
            .Select(candidate => (Name: candidate, Distance: candidate.StartsWith(word, StringComparison.Ordinal) ? 0 : Distance(word, candidate)))
            .Where(pair => pair.Distance <= tolerance)
            .OrderBy(static pair => pair.Distance)
            .Take(MostSuggestions)
            .Select(static pair => pair.Name)];
    }

    /// <summary>Letters inserted, removed, replaced or swapped with their neighbour (optimal string alignment).</summary>
    public static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
            distances[i, 0] = i;
        for (int j = 0; j <= right.Length; j++)
            distances[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = distances[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }
        return distances[left.Length, right.Length];
    }
}
