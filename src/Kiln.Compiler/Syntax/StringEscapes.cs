using System.Buffers.Text;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// Escapes in strings and bytes, as _PyUnicode_DecodeUnicodeEscapeInternal and _PyBytes_DecodeEscape decode them. Those that CPython only
/// warns of keep their backslash. Nothing becomes longer by it.
/// </summary>
internal static class StringEscapes
{
    private const int HighestCodePoint = 0x10FFFF;
    private const int HighestOctal = 0xFF;

    /// <summary>Decodes to UTF-8, with surrogates as three bytes each. Doubtful is a text with an escape that CPython warns of.</summary>
    public static RejectReason Decode(
        ReadOnlySpan<byte> source, Span<byte> target, bool isBytes, out int length, out TextTraits traits, out bool isDoubtful)
    {
        length = 0;
        isDoubtful = false;
        traits = TextTraits.None;
        while (true)
        {
            int plain = source.IndexOf((byte)'\\');
            // A backslash can be the last character of a part of an f-string, before a brace.
            if (plain < 0 || plain == source.Length - 1)
                plain = source.Length;
            source[..plain].CopyTo(target[length..]);
            length += plain;
            source = source[plain..];
            if (source.IsEmpty)
                break;

            RejectReason reason = DecodeOne(source, isBytes, out int used, out int codePoint);
            if (reason != RejectReason.None)
                return reason;
            // A backslash before a character beyond ASCII is taken for an escaped one.
            isDoubtful |= codePoint == Kept ? source[1] < 0x80 : codePoint > HighestOctal && source[1] is >= (byte)'4' and <= (byte)'7';
            source = source[used..];
            if (isBytes && codePoint >= 0)
                target[length++] = (byte)codePoint;
            else if (codePoint >= 0)
                length += Write(codePoint, target[length..]);
            else if (codePoint == Kept)
                target[length++] = (byte)'\\';
            if (codePoint is >= 0xD800 and <= 0xDFFF)
                traits = TextTraits.Surrogates;
        }

        if (System.Text.Ascii.IsValid(target[..length]))
            traits = TextTraits.Ascii;
        return RejectReason.None;
    }

    /// <summary>No character: an escaped newline.</summary>
    private const int Nothing = -1;

    /// <summary>No escape: the backslash stands for itself.</summary>
    private const int Kept = -2;

    private static RejectReason DecodeOne(ReadOnlySpan<byte> source, bool isBytes, out int used, out int codePoint)
    {
        used = 2;
        codePoint = source[1] switch
        {
            (byte)'\n' => Nothing,
            (byte)'\\' => '\\',
            (byte)'\'' => '\'',
            (byte)'"' => '"',
            (byte)'a' => '\a',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'v' => '\v',
            _ => Kept,
        };
        if (codePoint != Kept)
            return RejectReason.None;
        switch (source[1])
        {
            case >= (byte)'0' and <= (byte)'7':
                codePoint = Octal(source[1..], out int digits);
                used = 1 + digits;
                return RejectReason.None;
            case (byte)'x':
                return Hexadecimal(source, 2, ref used, ref codePoint);
            case (byte)'u' when !isBytes:
                return Hexadecimal(source, 4, ref used, ref codePoint);
            case (byte)'U' when !isBytes:
                return Hexadecimal(source, 8, ref used, ref codePoint);
            case (byte)'N' when !isBytes:
                return RejectReason.NamedEscape;
            default:
                used = 1;
                return RejectReason.None;
        }
    }

    private static int Octal(ReadOnlySpan<byte> digits, out int count)
    {
        int value = 0;
        for (count = 0; count < 3 && count < digits.Length && digits[count] is >= (byte)'0' and <= (byte)'7'; count++)
            value = (value << 3) | (digits[count] - '0');
        return value;
    }

    private static RejectReason Hexadecimal(ReadOnlySpan<byte> source, int digits, ref int used, ref int codePoint)
    {
        used = 2 + digits;
        if (source.Length < used)
            return RejectReason.SyntaxError;
        ReadOnlySpan<byte> text = source[2..used];
        bool isNumber = Utf8Parser.TryParse(text, out uint value, out int consumed, 'x') && consumed == digits;
        if (!isNumber || value > HighestCodePoint)
            return RejectReason.SyntaxError;
        codePoint = (int)value;
        return RejectReason.None;
    }

    private static int Write(int codePoint, Span<byte> target)
    {
        switch (codePoint)
        {
            case < 0x80:
                target[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                target[0] = (byte)(0xC0 | (codePoint >> 6));
                target[1] = (byte)(0x80 | (codePoint & 0x3F));
                return 2;
            case < 0x10000:
                target[0] = (byte)(0xE0 | (codePoint >> 12));
                target[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                target[2] = (byte)(0x80 | (codePoint & 0x3F));
                return 3;
            default:
                target[0] = (byte)(0xF0 | (codePoint >> 18));
                target[1] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
                target[2] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                target[3] = (byte)(0x80 | (codePoint & 0x3F));
                return 4;
        }
    }
}
