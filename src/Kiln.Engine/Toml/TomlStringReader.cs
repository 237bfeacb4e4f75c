using System.Globalization;
using System.Text;

namespace Kiln.Engine.Toml;

/// <summary>Reads the four kinds of strings: <c>"basic"</c>, <c>'literal'</c>, and both in three quotes, over several lines.</summary>
internal sealed class TomlStringReader(TomlCursor cursor)
{
    /// <summary>Any string; a quote is next.</summary>
    public string Read()
    {
        string quote = cursor.Current.ToString();
        return cursor.TryTake(quote + quote + quote) ? ReadLines(quote[0]) : ReadOnOneLine();
    }

    /// <summary>A string in single quotes or double quotes, as keys can be too.</summary>
    public string ReadOnOneLine()
    {
        var text = new StringBuilder();
        char quote = cursor.Take();
        while (cursor.Current != quote)
        {
            if (cursor.IsAtEnd || cursor.Current is '\n' or '\r')
                cursor.Fail($"expected `{quote}` at the string's end, found {cursor.Found()}");
            if (quote == '"' && cursor.Current == '\\')
                text.Append(ReadEscape());
            else
                text.Append(TakeCharacter());
        }
        cursor.Take();
        return text.ToString();
    }

    private string ReadLines(char quote)
    {
        var text = new StringBuilder();
        _ = cursor.TryTakeNewline();
        while (!EndsHere(quote, text))
        {
            if (cursor.IsAtEnd)
                cursor.Fail($"expected `{new string(quote, 3)}` at the string's end, found {cursor.Found()}");
            if (cursor.TryTakeNewline())
                text.Append('\n');
            else if (quote == '"' && cursor.Current == '\\')
                AppendEscapeOfLines(text);
            else
                text.Append(TakeCharacter());
        }
        return text.ToString();
    }

    /// <summary>Passes the closing quotes; up to two more before them belong to the text.</summary>
    private bool EndsHere(char quote, StringBuilder text)
    {
        string three = new(quote, 3);
        if (cursor.Peek(0) != quote || cursor.Peek(1) != quote || cursor.Peek(2) != quote)
            return false;
        for (int more = 0; more < 2 && cursor.Peek(3) == quote; more++)
            text.Append(cursor.Take());
        return cursor.TryTake(three);
    }

    /// <summary>An escape, or a line's end that is taken back with all the space behind it.</summary>
    private void AppendEscapeOfLines(StringBuilder text)
    {
        int blanks = 1;
        while (cursor.Peek(blanks) is ' ' or '\t')
            blanks++;
        bool isContinued = cursor.Peek(blanks) == '\n' || (cursor.Peek(blanks) == '\r' && cursor.Peek(blanks + 1) == '\n');
        if (!isContinued)
        {
            text.Append(ReadEscape());
            return;
        }
        cursor.Take();
        do
            cursor.SkipBlanks();
        while (cursor.TryTakeNewline());
    }

    private char TakeCharacter()
    {
        char next = cursor.Current;
        if ((next < ' ' && next != '\t') || next == '\u007f')
            cursor.Fail($"a string cannot hold {cursor.Found()}");
        return cursor.Take();
    }

    private string ReadEscape()
    {
        var position = cursor.Position;
        cursor.Take();
        char name = cursor.IsAtEnd ? '\0' : cursor.Take();
        switch (name)
        {
            case 'b': return "\b";
            case 't': return "\t";
            case 'n': return "\n";
            case 'f': return "\f";
            case 'r': return "\r";
            case '"': return "\"";
            case '\\': return "\\";
            case 'u': return ReadCodePoint(4, position);
            case 'U': return ReadCodePoint(8, position);
            default:
                TomlCursor.Fail("expected an escape: one of `\\b`, `\\t`, `\\n`, `\\f`, `\\r`, `\\\"`, `\\\\`, `\\uXXXX`, `\\UXXXXXXXX`", position);
                return "";
        }
    }

    private string ReadCodePoint(int length, TomlPosition position)
    {
        int taken = 0;
        string digits = cursor.TakeWhile(character => taken++ < length && char.IsAsciiHexDigit(character));
        if (digits.Length < length || !Rune.TryCreate(uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out var rune))
        {
            TomlCursor.Fail($"expected {length} hexadecimal digits of a Unicode character", position);
            return "";
        }
        return rune.ToString();
    }
}
