using System.Buffers;

namespace Kiln.Engine.Versions;

/// <summary>A place in a short text that parsers move through; remembers the first fault found.</summary>
internal ref struct TextCursor(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t");

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Index of the character that is read next.</summary>
    public int Position { get; set; }

    /// <summary>What was wrong first; null if nothing was.</summary>
    public SyntaxFault? Fault { get; private set; }

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    /// <summary>True behind the last character.</summary>
    public readonly bool IsAtEnd => Position == _text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Current => Peek(0);

    /// <summary>The character <paramref name="offset"/> behind the next one; NUL beyond the end.</summary>
    public readonly char Peek(int offset) => Position + offset < _text.Length ? _text[Position + offset] : '\0';

    /// <summary>What was read since <paramref name="start"/>.</summary>
    public readonly ReadOnlySpan<char> Since(int start) => _text[start..Position];

    /// <summary>Passes blanks and tabs; true if there were any.</summary>
    public bool SkipSpace() => !TakeAll(Space).IsEmpty;

    /// <summary>Passes this character if it is next.</summary>
    public bool TryTake(char expected)
    {
        if (Current != expected || IsAtEnd)
            return false;
        Position++;
        return true;
    }

    /// <summary>Passes this text if it is next, whatever the case of its ASCII letters.</summary>
    public bool TryTake(ReadOnlySpan<char> expected)
    {
        if (!Rest.StartsWith(expected, StringComparison.OrdinalIgnoreCase))
            return false;
        Position += expected.Length;
        return true;
    }

    /// <summary>Reads the characters that are of this set.</summary>
    public ReadOnlySpan<char> TakeAll(SearchValues<char> set)
    {
        int length = Rest.IndexOfAnyExcept(set);
        var taken = length < 0 ? Rest : Rest[..length];
        Position += taken.Length;
        return taken;
    }

    /// <summary>Reads up to a character of this set, or to the end.</summary>
    public ReadOnlySpan<char> TakeUntil(SearchValues<char> set)
    {
        int length = Rest.IndexOfAny(set);
        var taken = length < 0 ? Rest : Rest[..length];
        Position += taken.Length;
        return taken;
    }

    /// <summary>Remembers a fault at the next character; always false, so that a parser can return it.</summary>
    public bool Fail(string message) => Fail(message, Position);

    /// <summary>Remembers a fault from <paramref name="start"/> to the next character.</summary>
    public bool Fail(string message, int start)
    {
        Fault ??= new SyntaxFault(message, _text.ToString(), start, Position);
        return false;
    }

    /// <summary>What stands here, for a message: "`x`" or "the end".</summary>
    public readonly string Found() => IsAtEnd ? "the end" : $"`{Current}`";
}
