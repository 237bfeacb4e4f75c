using System.Text;

namespace Kiln.Engine.Requirements;

/// <summary>The options of a line, split as a shell would: by blanks, quotes keeping words together.</summary>
internal static class OptionLine
{
    /// <summary>
    /// Where the options behind a requirement begin: at the first word that begins with <c>-</c>, outside of quotes, because a marker
    /// may hold one; the text's length where there is none.
    /// </summary>
    public static int StartIn(string text)
    {
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] == '-' && i > 0 && char.IsWhiteSpace(text[i - 1]))
                return i;
        }
        return text.Length;
    }

    /// <summary>The options with their values, which are empty for those that take none; null and a reason where something is wrong.</summary>
    public static List<(RequirementsOption Option, string Value)>? Read(string text, out string? reason)
    {
        reason = null;
        var options = new List<(RequirementsOption, string)>();
        List<string> words = Split(text);
        for (int i = 0; i < words.Count && reason is null; i++)
        {
            string word = words[i];
            bool isKnown = OptionWords.TryFind(word, out var option, out string? value);
            bool takesValue = isKnown && OptionWords.TakesValue(option);
            if (!isKnown)
                reason = word.StartsWith('-') ? $"unknown option `{word}`" : $"expected an option, found `{UrlCredentials.Mask(word)}`";
            else if (!takesValue && value is not null)
                reason = $"`{word}`: this option takes no value";
            else if (takesValue && value is null && ++i == words.Count)
                reason = $"`{word}` must be followed by a value";
            else
                options.Add((option, value ?? (takesValue ? words[i] : "")));
        }
        return reason is null ? options : null;
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char quote = '\0';
        bool isWord = false;
        foreach (char character in text)
        {
            bool isQuote = quote == '\0' ? character is '"' or '\'' : character == quote;
            if (isQuote)
                quote = quote == '\0' ? character : '\0';
            else if (quote != '\0' || !char.IsWhiteSpace(character))
                word.Append(character);
            bool isEnd = quote == '\0' && char.IsWhiteSpace(character);
            if (isEnd && isWord)
                Finish();
            isWord = !isEnd;
        }
        if (isWord)
            Finish();
        return words;

        void Finish()
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
