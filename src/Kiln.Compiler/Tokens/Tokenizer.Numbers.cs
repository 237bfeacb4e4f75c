namespace Kiln.Compiler.Tokens;

/// <summary>Numbers: only how far they go and whether they are well formed; the parser works out their values.</summary>
internal sealed partial class Tokenizer
{
    private int ScanNumber(int start)
    {
        byte[] bytes = _bytes;
        byte first = bytes[start];
        int position = first == '0' ? (bytes[start + 1] | 0x20) switch
        {
            'x' => ScanDigits(start + 2, highest: 15),
            'o' => ScanDigits(start + 2, highest: 7),
            'b' => ScanDigits(start + 2, highest: 1),
            _ => ScanDecimal(start),
        }
        : ScanDecimal(start);
        if (!_reject.IsNone)
            return _end;
        if (!IsEndOfNumber(position))
            return Fail(RejectReason.SyntaxError);
        Add(TokenKind.Number, start, position);
        return position;
    }

    /// <summary>Groups of digits of a base, an underscore before each but the first; there may be one before the first too.</summary>
    private int ScanDigits(int position, int highest)
    {
        do
        {
            if (_bytes[position] == '_')
                position++;
            if (!IsDigit(position))
                return Fail(RejectReason.SyntaxError);
            while (IsDigit(position))
                position++;
        }
        while (_bytes[position] == '_');
        // Of octal and binary numbers a digit too high is a fault of its own, also where a keyword could follow.
        return ByteClass.IsDigit(_bytes[position]) ? Fail(RejectReason.SyntaxError) : position;

        bool IsDigit(int at)
        {
            byte value = _bytes[at];
            int digit = ByteClass.IsDigit(value) ? value - '0' : (value | 0x20) is >= 'a' and <= 'f' and var letter ? letter - 'a' + 10 : 16;
            return digit <= highest;
        }
    }

    private int ScanDecimal(int start)
    {
        byte[] bytes = _bytes;
        int position = start;
        if (bytes[position] != '.')
            position = ScanDecimalTail(position);
        bool isInteger = true;
        if (bytes[position] == '.')
        {
            isInteger = false;
            position++;
            if (ByteClass.IsDigit(bytes[position]))
                position = ScanDecimalTail(position);
        }

        if ((bytes[position] | 0x20) == 'e')
        {
            int exponent = position + 1;
            if (bytes[exponent] is (byte)'+' or (byte)'-')
            {
                if (!ByteClass.IsDigit(bytes[exponent + 1]))
                    return Fail(RejectReason.SyntaxError);
                exponent++;
            }

            if (ByteClass.IsDigit(bytes[exponent]))
            {
                isInteger = false;
                position = ScanDecimalTail(exponent);
            }
        }

        if ((bytes[position] | 0x20) == 'j')
        {
            isInteger = false;
            position++;
        }

        return isInteger && HasLeadingZero(start, position) ? Fail(RejectReason.SyntaxError) : position;
    }

    /// <summary>tok_decimal_tail: digits with single underscores between them.</summary>
    private int ScanDecimalTail(int position)
    {
        while (true)
        {
            while (ByteClass.IsDigit(_bytes[position]))
                position++;
            if (_bytes[position] != '_')
                return position;
            if (!ByteClass.IsDigit(_bytes[++position]))
                return Fail(RejectReason.SyntaxError);
        }
    }

    /// <summary>Whether an integer other than zero begins with 0, the octal number of Python 2.</summary>
    private bool HasLeadingZero(int start, int end) =>
        _bytes[start] == '0' && _bytes.AsSpan(start, Math.Max(end - start, 0)).IndexOfAnyExcept((byte)'0', (byte)'_') >= 0;

    /// <summary>
    /// verify_end_of_number: a name may not follow, but for the keywords that can (<c>1if x else y</c>), of which CPython only warns.
    /// </summary>
    private bool IsEndOfNumber(int position)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(position);
        if (!ByteClass.IsNameByte(rest[0]))
            return true;
        _text.Warn(_line);
        return rest[0] switch
        {
            (byte)'a' => IsWord(rest, "and"u8),
            (byte)'e' => IsWord(rest, "else"u8),
            (byte)'f' => IsWord(rest, "for"u8),
            (byte)'i' => rest[1] is (byte)'f' or (byte)'n' or (byte)'s',
            (byte)'o' => IsWord(rest, "or"u8),
            (byte)'n' => IsWord(rest, "not"u8),
            _ => false,
        };
    }

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.StartsWith(word) && text[word.Length] < 0x80 && !ByteClass.IsNameByte(text[word.Length]);
}
