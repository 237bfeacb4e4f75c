using System.Globalization;
using System.Text;

namespace Kiln.Engine.Managed;

/// <summary>Reads strings and whole numbers of Python, as <c>pprint</c> writes them, from a text.</summary>
internal sealed class PythonLiteralReader(string text, int position)
{
    private int _position = position;

    /// <summary>Passes a character, with blanks before it; false if another one is there.</summary>
    public bool TryTake(char wanted)
    {
        if (!IsAt(wanted))
            return false;
        _position++;
        return true;
    }

    /// <summary>True if the next character that is no blank is this one.</summary>
    public bool IsAt(char wanted)
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
        return _position < text.Length && text[_position] == wanted;
    }

    /// <summary>One or more strings, which Python joins; null if there is none, or it does not end.</summary>
    public string? ReadString()
    {
        StringBuilder? joined = null;
        while (IsAt('"') || IsAt('\''))
        {
            joined ??= new StringBuilder();
            if (!TryReadOne(joined))
                return null;
        }
        return joined?.ToString();
    }

    /// <summary>A number; null if there is none.</summary>
    public object? ReadNumber()
    {
        _ = IsAt('-');
        int start = _position;
        while (_position < text.Length && (char.IsAsciiDigit(text[_position]) || text[_position] == '-'))
            _position++;
        return long.TryParse(text.AsSpan(start, _position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private bool TryReadOne(StringBuilder into)
    {
        char quote = text[_position++];
        while (_position < text.Length && text[_position] != quote)
        {
            char letter = text[_position++];
            if (letter != '\\')
                into.Append(letter);
            else if (!TryReadEscape(into))
                return false;
        }
        if (_position >= text.Length)
            return false;
        _position++;
        return true;
    }

    private bool TryReadEscape(StringBuilder into)
    {
        if (_position >= text.Length)
            return false;
        char letter = text[_position++];
        int digits = letter switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0)
        {
            if (_position + digits > text.Length
                || !int.TryParse(text.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
                return false;
            _position += digits;
            into.Append((char)code);
            return true;
        }
        into.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => letter });
        return letter is 'n' or 'r' or 't' or '\\' or '\'' or '"';
    }
}
