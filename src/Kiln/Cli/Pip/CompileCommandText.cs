namespace Kiln.Cli.Pip;

/// <summary>The command as the head of a compiled file tells it: without what changes from run to run, and without indexes, whose URLs may hold secrets.</summary>
internal static class CompileCommandText
{
    private static readonly string[] Passing = ["--upgrade", "-U", "--quiet", "-q", "--verbose", "-v", "--no-progress", "--native-tls"];

    private static readonly string[] Upgrades = ["--upgrade-package", "-P"];

    private static readonly string[] Indexes = ["--index-url", "--extra-index-url", "-i", "--index", "--default-index"];

    private static readonly string[] Links = ["--find-links", "-f"];

    /// <summary>The text for the words behind the program's name; indexes and places of wheels are told where the file lists them too.</summary>
    public static string Of(IEnumerable<string> words, bool withIndexes, bool withLinks)
    {
        string[] valued = [.. Upgrades, .. withIndexes ? [] : Indexes, .. withLinks ? [] : Links];
        var told = new List<string> { "kiln" };
        bool isValue = false;
        foreach (string word in words)
        {
            bool isLeftOut = isValue || Passing.Contains(word) || Array.Exists(valued, option => IsJoined(word, option));
            isValue = !isValue && valued.Contains(word);
            if (!isLeftOut && !isValue)
                told.Add(word);
        }
        return string.Join(' ', told);
    }

    /// <summary>True for <c>--option=value</c> and, of those that uv takes so, <c>-fvalue</c>.</summary>
    private static bool IsJoined(string word, string option) =>
        word.StartsWith(option + "=", StringComparison.Ordinal) || (option is "-P" or "-f" && word.Length > 2 && word.StartsWith(option, StringComparison.Ordinal));
}
