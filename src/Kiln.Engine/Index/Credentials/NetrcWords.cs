using System.Text;

namespace Kiln.Engine.Index.Credentials;

/// <summary>The words of a <c>.netrc</c>, one after the other.</summary>
internal sealed class NetrcWords(string text)
{
    private int _position;

    /// <summary>The next word, without its quotes; null at the end.</summary>
    public string? Next()
    {
        SkipBlanks();
        if (_position == text.Length)
            return null;
        bool isQuoted = text[_position] == '"';
        if (isQuoted)
            _position++;
        var word = new StringBuilder();
        for (; _position < text.Length; _position++)
        {
            char character = text[_position];
            if (isQuoted ? character == '"' : char.IsWhiteSpace(character))
                break;
            if (character == '\\' && _position + 1 < text.Length)
                character = text[++_position];
            word.Append(character);
        }
        if (isQuoted && _position < text.Length)
            _position++;
        return word.ToString();
    }

    /// <summary>Passes over a macro, which ends with an empty line.</summary>
    public void SkipMacro()
    {
        int end = text.IndexOf("\n\n", _position, StringComparison.Ordinal);
        _position = end < 0 ? text.Length : end + 2;
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || text[_position] == '#'))
        {
            int newline = text[_position] == '#' ? text.IndexOf('\n', _position) : _position;
            _position = newline < 0 ? text.Length : newline + 1;
        }
    }
}
