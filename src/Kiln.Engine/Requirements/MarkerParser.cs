using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Reads environment markers (PEP 508); <c>and</c> binds closer than <c>or</c>, blanks may stand anywhere:
/// <code>
/// marker     = all ("or" all)*
/// all        = atom ("and" atom)*
/// atom       = "(" marker ")" | comparison
/// comparison = variable operator text | text operator variable
/// operator   = "===" | "==" | "!=" | "~=" | "&lt;=" | "&gt;=" | "&lt;" | "&gt;" | "in" | "not" blank+ "in"
/// text       = "'" [^']* "'" | '"' [^"]* '"'
/// </code>
/// </summary>
internal static class MarkerParser
{
    // Far more than anyone writes, far less than the stack holds.
    private const int DeepestNesting = 100;

    private static readonly SearchValues<char> Word = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    /// <summary><c>marker</c>, with blanks around it; stops where it cannot go on.</summary>
    public static bool Read(ref TextCursor cursor, [NotNullWhen(true)] out Marker? marker) =>
        ReadJoined(ref cursor, isAlternative: true, depth: 0, out marker);

    /// <summary><c>marker</c> or <c>all</c></summary>
    private static bool ReadJoined(ref TextCursor cursor, bool isAlternative, int depth, [NotNullWhen(true)] out Marker? marker)
    {
        List<Marker>? members = null;
        if (!ReadMember(ref cursor, isAlternative, depth, out marker))
            return false;
        while (TakeWord(ref cursor, isAlternative ? "or" : "and"))
        {
            if (!ReadMember(ref cursor, isAlternative, depth, out var next))
                return false;
            members ??= [marker];
            members.Add(next);
        }
        if (members is not null)
            marker = new MarkerGroup(isAlternative, [.. members]);
        return true;
    }

    private static bool ReadMember(ref TextCursor cursor, bool isAlternative, int depth, [NotNullWhen(true)] out Marker? marker) =>
        isAlternative ? ReadJoined(ref cursor, isAlternative: false, depth, out marker) : ReadAtom(ref cursor, depth, out marker);

    private static bool ReadAtom(ref TextCursor cursor, int depth, [NotNullWhen(true)] out Marker? marker)
    {
        marker = null;
        cursor.SkipSpace();
        int start = cursor.Position;
        if (!cursor.TryTake('('))
            return ReadComparison(ref cursor, out marker);
        if (depth == DeepestNesting)
            return cursor.Fail("too many parentheses in one another");
        if (!ReadJoined(ref cursor, isAlternative: true, depth + 1, out marker))
            return false;
        if (!cursor.TryTake(')'))
            return cursor.Fail($"expected `)`, `and` or `or`, found {cursor.Found()}", start);
        cursor.SkipSpace();
        return true;
    }

    private static bool ReadComparison(ref TextCursor cursor, [NotNullWhen(true)] out Marker? marker)
    {
        marker = null;
        int start = cursor.Position;
        if (!ReadOperand(ref cursor, out string? leftText, out var leftVariable))
            return false;
        cursor.SkipSpace();
        if (!ReadOperator(ref cursor, out var comparison))
            return false;
        cursor.SkipSpace();
        if (!ReadOperand(ref cursor, out string? rightText, out var rightVariable))
            return false;
        if (leftText is null == rightText is null)
            return cursor.Fail("a marker compares a variable with a quoted text", start);
        bool asksSet = MarkerComparison.IsSet(leftText is null ? leftVariable : rightVariable);
        if (asksSet && (leftText is null || comparison is not (MarkerOperator.In or MarkerOperator.NotIn)))
            return cursor.Fail("`extras` and `dependency_groups` are sets of names: a name is `in` them, or `not in`", start);
        marker = leftText is null
            ? new MarkerComparison(leftVariable, comparison, rightText!, isReversed: false)
            : new MarkerComparison(rightVariable, comparison, leftText, isReversed: true);
        cursor.SkipSpace();
        return true;
    }

    /// <summary><c>variable</c>, where <paramref name="text"/> stays null, or <c>text</c>.</summary>
    private static bool ReadOperand(ref TextCursor cursor, out string? text, out MarkerVariable variable)
    {
        (text, variable) = (null, default);
        int start = cursor.Position;
        char quote = cursor.Current;
        if (quote is '"' or '\'')
        {
            int length = cursor.Rest[1..].IndexOf(quote);
            if (length < 0)
                return cursor.Fail($"this text has no closing {quote}");
            text = cursor.Rest.Slice(1, length).ToString();
            cursor.Position += length + 2;
            return true;
        }
        var word = cursor.TakeAll(Word);
        if (MarkerWords.TryFindVariable(word, out variable))
            return true;
        string found = word.IsEmpty ? cursor.Found() : $"`{word}`";
        return cursor.Fail($"expected a marker variable (such as `python_version`) or a quoted text, found {found}", start);
    }

    private static bool ReadOperator(ref TextCursor cursor, out MarkerOperator comparison)
    {
        for (comparison = 0; comparison < MarkerOperator.In; comparison++)
        {
            if (cursor.TryTake(MarkerWords.Operators[(int)comparison]))
                return true;
        }
        int start = cursor.Position;
        bool isNegative = TakeWord(ref cursor, "not");
        comparison = isNegative ? MarkerOperator.NotIn : MarkerOperator.In;
        if (TakeWord(ref cursor, "in"))
            return true;
        string expected = isNegative ? "`in` after `not`" : "a comparison (`==`, `!=`, `>=`, `<=`, `>`, `<`, `~=`, `===`, `in`, `not in`)";
        return cursor.Fail($"expected {expected}, found {cursor.Found()}", start);
    }

    /// <summary>A whole word with blanks around it, in lower case only.</summary>
    private static bool TakeWord(ref TextCursor cursor, string word)
    {
        cursor.SkipSpace();
        if (!cursor.Rest.StartsWith(word, StringComparison.Ordinal) || Word.Contains(cursor.Peek(word.Length)))
            return false;
        cursor.Position += word.Length;
        cursor.SkipSpace();
        return true;
    }
}
