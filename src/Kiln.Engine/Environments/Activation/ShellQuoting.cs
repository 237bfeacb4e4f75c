using System.Globalization;
using System.Text;

namespace Kiln.Engine.Environments.Activation;

/// <summary>Any text as a literal of a shell's or of Python's language: nothing in it is expanded, nothing ends it early.</summary>
internal static class ShellQuoting
{
    /// <summary>bash, zsh, ksh, sh: single quotes; a quote stands outside of them.</summary>
    public static string Posix(string text) => $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    /// <summary>fish: single quotes, in which a backslash escapes itself and the quote.</summary>
    public static string Fish(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>csh, tcsh: single quotes, in which <c>!</c> still means the history and a line ends where it ends.</summary>
    public static string Csh(string text) =>
        $"'{text.Replace("'", "'\\''", StringComparison.Ordinal).Replace("!", "\\!", StringComparison.Ordinal).Replace("\n", "\\\n", StringComparison.Ordinal)}'";

    /// <summary>Nushell: a raw string, with more <c>#</c> than any run of them in the text.</summary>
    public static string Nushell(string text)
    {
        string fence = "#";
        while (text.Contains("'" + fence, StringComparison.Ordinal))
            fence += "#";
        return $"r{fence}'{text}'{fence}";
    }

    /// <summary>PowerShell: single quotes, doubled in the text; the typographic ones count as quotes too.</summary>
    public static string PowerShell(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char letter in text)
            quoted.Append(letter).Append(letter is '\'' or (>= '\u2018' and <= '\u201b') ? letter.ToString() : "");
        return quoted.Append('\'').ToString();
    }

    /// <summary>A value between double quotes in a batch file: only <c>%</c> is expanded there. A line cannot be ended inside.</summary>
    public static string BatchValue(string text) => OneLine(text).Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>Python: a string of ASCII; bytes that are no UTF-8 become the lone surrogates that Python has for them as well.</summary>
    public static string Python(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter is >= ' ' and <= '~')
                quoted.Append(letter);
            else
                AppendEscape(quoted, letter);
        }
        // Characters beyond U+FFFF are two surrogates in C#, which Python would not join.
        return quoted.Append('"').ToString() is var literal && text.Any(char.IsHighSurrogate)
            ? $"{literal}.encode(\"utf-16\", \"surrogatepass\").decode(\"utf-16\", \"surrogatepass\")" : literal;
    }

    /// <summary>The text without line breaks, for files in which a line is a value.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static void AppendEscape(StringBuilder quoted, char letter) =>
        quoted.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
}
