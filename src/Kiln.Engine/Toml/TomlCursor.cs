using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Toml;

/// <summary>A place in a document that its readers move through; knows its line and column.</summary>
internal sealed class TomlCursor(string text)
{
    private int _index;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Where the next character stands.</summary>
    public TomlPosition Position => new(_line, _index - _lineStart + 1);

    /// <summary>The next character; NUL at the end, and where a NUL stands.</summary>
    public char Current => Peek(0);

    /// <summary>True behind the last character.</summary>
    public bool IsAtEnd => _index == text.Length;

    /// <summary>The character behind the next ones.</summary>
    public char Peek(int offset) => _index + offset < text.Length ? text[_index + offset] : '\0';

    /// <summary>Passes a character of this line.</summary>
    public char Take() => text[_index++];

    /// <summary>Passes this text if it is next; it holds no line's end.</summary>
    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, _index, expected, 0, expected.Length) != 0)
            return false;
        _index += expected.Length;
        return true;
    }

    /// <summary>Passes this text, which must be next.</summary>
    public void Expect(string expected, string where)
    {
        if (!TryTake(expected))
            Fail($"expected `{expected}` {where}, found {Found()}");
    }

    /// <summary>Reads characters as long as they will do.</summary>
    public string TakeWhile(Func<char, bool> isTaken)
    {
        int start = _index;
        while (!IsAtEnd && isTaken(text[_index]))
            _index++;
        return text[start.._index];
    }

    /// <summary>Passes blanks and tabs.</summary>
    public void SkipBlanks() => TakeWhile(static character => character is ' ' or '\t');

    /// <summary>Passes the end of a line if it is next.</summary>
    public bool TryTakeNewline()
    {
        if (!TryTake("\n") && !TryTake("\r\n"))
            return false;
        _line++;
        _lineStart = _index;
        return true;
    }

    /// <summary>Passes blanks, comments and ends of lines.</summary>
    public void SkipSpace()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TryTakeNewline());
    }

    /// <summary>Passes a comment if one is next.</summary>
    public void SkipComment()
    {
        if (!TryTake("#"))
            return;
        TakeWhile(static character => character == '\t' || !char.IsControl(character) || character >= '\u0080');
        if (!IsAtEnd && Current != '\n' && !(Current == '\r' && Peek(1) == '\n'))
            Fail($"a comment cannot hold {Found()}");
    }

    /// <summary>What stands here, for a message.</summary>
    public string Found() => IsAtEnd ? "the end" : Current switch
    {
        '\n' => "the end of the line",
        '\r' when Peek(1) == '\n' => "the end of the line",
        var character when char.IsControl(character) => $"the control character U+{(int)character:X4}",
        var character => $"`{character}`",
    };

    /// <summary>Ends the reading: this is wrong, here.</summary>
    [DoesNotReturn]
    public void Fail(string message) => Fail(message, Position);

    /// <summary>Ends the reading: this is wrong, there.</summary>
    [DoesNotReturn]
    public static void Fail(string message, TomlPosition position) => throw new TomlSyntaxException(message, position);
}
