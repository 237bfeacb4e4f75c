using System.Buffers;

namespace Kiln.Compiler.Tokens;

/// <summary>Strings and their prefixes; what stands in a string is decoded by the parser.</summary>
internal sealed partial class Tokenizer
{
    private const int LongestPrefix = 2;

    private static readonly SearchValues<byte> EndsOfSingle = SearchValues.Create("'\\\n"u8);
    private static readonly SearchValues<byte> EndsOfDouble = SearchValues.Create("\"\\\n"u8);

    /// <summary>Whether a name right before a quote makes a string with it.</summary>
    private bool IsStringPrefix(int start, int end)
    {
        int first = _bytes[start] | 0x20;
        if (end - start == 1)
            return first is 'r' or 'b' or 'u' or 'f' || (first == 't' && _target.HasTemplateStrings);
        int second = _bytes[start + 1] | 0x20;
        int other = first == 'r' ? second : first;
        return (first == 'r' || second == 'r') && (other is 'b' or 'f' || (other == 't' && _target.HasTemplateStrings));
    }

    /// <summary>A string whose prefix begins at <paramref name="start"/> and whose quote is at <paramref name="quoteAt"/>.</summary>
    private int ScanString(int start, int quoteAt)
    {
        for (int index = start; index < quoteAt; index++)
        {
            int prefix = _bytes[index] | 0x20;
            if (prefix == 'f')
                return ScanFString(start, quoteAt);
            if (prefix == 't')
                return Fail(RejectReason.UnsupportedSyntax);
        }

        byte quote = _bytes[quoteAt];
        bool isTriple = _bytes[quoteAt + 1] == quote && _bytes[quoteAt + 2] == quote;
        int line = _line;
        int end = isTriple ? FindEndOfTriple(quoteAt + 3, quote) : FindEndOfSingle(quoteAt + 1, quote);
        if (end < 0)
            return Fail(RejectReason.SyntaxError);
        Add(TokenKind.String, start, end, _line);
        _items[_count - 1].Line = line;
        return end;
    }

    /// <summary>The position after the closing quote, -1 if there is none in the line.</summary>
    private int FindEndOfSingle(int position, byte quote)
    {
        byte[] bytes = _bytes;
        SearchValues<byte> ends = quote == '"' ? EndsOfDouble : EndsOfSingle;
        while (true)
        {
            // Half of all strings are shorter than what a vectorised search costs.
            int limit = position + 8;
            while (position < limit && bytes[position] != quote && bytes[position] is not ((byte)'\\' or (byte)'\n' or 0))
                position++;
            if (position == limit)
            {
                int length = bytes.AsSpan(position, _end - Math.Min(position, _end)).IndexOfAny(ends);
                if (length < 0)
                    return -1;
                position += length;
            }

            if (bytes[position] == quote)
                return position + 1;
            if (bytes[position] != '\\')
                return -1;
            if (bytes[position + 1] == '\n')
                StartLine(position + 2);
            position += 2;
        }
    }

    private int FindEndOfTriple(int position, byte quote)
    {
        byte[] bytes = _bytes;
        SearchValues<byte> ends = quote == '"' ? EndsOfDouble : EndsOfSingle;
        while (position < _end)
        {
            int length = bytes.AsSpan(position, _end - position).IndexOfAny(ends);
            if (length < 0)
                return -1;
            position += length;
            byte found = bytes[position];
            if (found == quote && bytes[position + 1] == quote && bytes[position + 2] == quote)
                return position + 3;
            if (found == '\\')
                position++;
            if (bytes[position] == '\n')
                StartLine(position + 1);
            position++;
        }

        return -1;
    }
}
