using System.Text;
using System.Text.RegularExpressions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Splits a requirement file into <see cref="LogicalLine"/>s, in pip's order: a <c>\</c> at the end of a line joins it with the
/// next, unless it is a comment; then comments go, then <c>${NAME}</c> is replaced where NAME is upper-case and set.
/// </summary>
internal static partial class LogicalLines
{
    /// <summary>The lines that say something.</summary>
    public static IEnumerable<LogicalLine> Of(string text, Func<string, string?> environment)
    {
        var joined = new StringBuilder();
        bool isContinued = false;
        int firstLine = 0, firstOffset = 0, line = 0;
        for (int start = 0; start < text.Length; line++)
        {
            int length = LengthOfLine(text.AsSpan(start), out int withEnd);
            string physical = text.Substring(start, length);
            bool isComment = physical.AsSpan().TrimStart().StartsWith('#');
            if (!isContinued)
                (firstLine, firstOffset) = (line, start);
            else if (isComment)
                physical = " " + physical;
            start += withEnd;
            isContinued = !isComment && physical.EndsWith('\\');
            joined.Append(physical, 0, physical.Length - (isContinued ? 1 : 0));
            if (isContinued && start < text.Length)
                continue;
            if (Clean(joined.ToString(), environment) is { Length: > 0 } clean)
                yield return new LogicalLine(clean, firstLine + 1, firstOffset + LeadingBlanks(joined));
            joined.Clear();
        }
    }

    private static int LengthOfLine(ReadOnlySpan<char> text, out int withEnd)
    {
        int length = text.IndexOfAny('\n', '\r');
        withEnd = length < 0 ? text.Length : text[length..].StartsWith("\r\n") ? length + 2 : length + 1;
        return length < 0 ? text.Length : length;
    }

    private static string Clean(string line, Func<string, string?> environment)
    {
        string said = Comment().Replace(line, "").Trim();
        return Variable().Replace(said, match => environment(match.Groups[1].Value) is { Length: > 0 } value ? value : match.Value);
    }

    private static int LeadingBlanks(StringBuilder line)
    {
        int count = 0;
        while (count < line.Length && char.IsWhiteSpace(line[count]))
            count++;
        return count;
    }

    // A `#` inside a word is part of it: a URL's fragment.
    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\{([A-Z0-9_]+)\}")]
    private static partial Regex Variable();
}
