using System.Globalization;
using System.Text;

namespace Kiln.Compiler.Unparsing;

/// <summary>What Python's <c>repr</c> gives of strings and numbers: unicode_repr, PyBytes_Repr, float_repr, complex_repr.</summary>
internal static class Repr
{
    /// <summary>Floats from this power of ten on have an exponent.</summary>
    private const int FirstWithExponent = 16;

    /// <summary>Floats up to this power of ten have an exponent: format_float_short of pystrtod.c.</summary>
    private const int LastWithExponent = -4;

    /// <summary>
    /// A str, given as WTF-8. False where the Unicode tables of the Python version would have to say whether a character is printable.
    /// </summary>
    public static bool TryWriteStr(TextBuffer output, ReadOnlySpan<byte> text)
    {
        byte quote = QuoteFor(text);
        output.Write(quote);
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                WriteAscii(output, text[0], quote);
                text = text[1..];
                continue;
            }

            int codePoint = CodePointOf(text, out int length);
            if (CharacterTable.IsPrintable(codePoint) is not { } isPrintable)
                return false;
            if (isPrintable)
                output.Write(text[..length]);
            else
                WriteEscape(output, codePoint);
            text = text[length..];
        }

        output.Write(quote);
        return true;
    }

    public static void WriteBytes(TextBuffer output, ReadOnlySpan<byte> bytes)
    {
        byte quote = QuoteFor(bytes);
        output.Write((byte)'b');
        output.Write(quote);
        foreach (byte value in bytes)
        {
            if (value < 0x80)
                WriteAscii(output, value, quote);
            else
                WriteEscape(output, value);
        }

        output.Write(quote);
    }

    /// <summary>A float; infinity as <c>1e309</c>, which is read as that.</summary>
    public static void WriteFloat(TextBuffer output, double value) => WriteDouble(output, value, hasPoint: true);

    public static void WriteComplex(TextBuffer output, double real, double imaginary)
    {
        bool isImaginary = real == 0 && !double.IsNegative(real);
        if (!isImaginary)
        {
            output.Write((byte)'(');
            WriteDouble(output, real, hasPoint: false);
            if (!double.IsNegative(imaginary) || double.IsNaN(imaginary))
                output.Write((byte)'+');
        }

        WriteDouble(output, imaginary, hasPoint: false);
        output.Write(isImaginary ? "j"u8 : "j)"u8);
    }

    /// <summary>Single quotes, except around a text that has them and no double ones.</summary>
    private static byte QuoteFor(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'\'') && !text.Contains((byte)'"') ? (byte)'"' : (byte)'\'';

    private static void WriteAscii(TextBuffer output, byte character, byte quote)
    {
        switch (character)
        {
            case (byte)'\t':
                output.Write("\\t"u8);
                break;
            case (byte)'\n':
                output.Write("\\n"u8);
                break;
            case (byte)'\r':
                output.Write("\\r"u8);
                break;
            case < (byte)' ' or 0x7F:
                WriteEscape(output, character);
                break;
            default:
                if (character == quote || character == '\\')
                    output.Write((byte)'\\');
                output.Write(character);
                break;
        }
    }

    private static void WriteEscape(TextBuffer output, int codePoint)
    {
        (string prefix, string format) = codePoint switch
        {
            <= 0xFF => ("\\x", "x2"),
            <= 0xFFFF => ("\\u", "x4"),
            _ => ("\\U", "x8"),
        };
        output.WriteAscii(prefix);
        output.WriteAscii(codePoint.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>The first character of a text, a surrogate too.</summary>
    private static int CodePointOf(ReadOnlySpan<byte> text, out int length)
    {
        if (Rune.DecodeFromUtf8(text, out Rune rune, out length) == System.Buffers.OperationStatus.Done)
            return rune.Value;
        length = 3;
        return ((text[0] & 0x0F) << 12) | ((text[1] & 0x3F) << 6) | (text[2] & 0x3F);
    }

    /// <summary>The shortest digits that are read as the value, as Python sets them; <paramref name="hasPoint"/> makes <c>1.0</c> of <c>1</c>.</summary>
    private static void WriteDouble(TextBuffer output, double value, bool hasPoint)
    {
        if (double.IsNaN(value))
        {
            output.Write("nan"u8);
            return;
        }

        if (double.IsNegative(value))
            output.Write((byte)'-');
        if (double.IsInfinity(value))
        {
            output.Write("1e309"u8);
            return;
        }

        // "R" gives the shortest digits too, but sets point and exponent by rules of its own.
        ReadOnlySpan<char> shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E');
        int exponent = mark < 0 ? 0 : int.Parse(shortest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        ReadOnlySpan<char> mantissa = mark < 0 ? shortest : shortest[..mark];
        int point = mantissa.IndexOf('.');
        int pointPlace = (point < 0 ? mantissa.Length : point) + exponent;
        string digits = string.Concat(mantissa[..(point < 0 ? mantissa.Length : point)], point < 0 ? [] : mantissa[(point + 1)..]);
        string significant = digits.TrimStart('0');
        pointPlace -= digits.Length - significant.Length;
        WriteDigits(output, significant.TrimEnd('0'), significant.Length == 0 ? 1 : pointPlace, hasPoint);
    }

    /// <summary>Writes 0.DIGITS times ten to the power of <paramref name="pointPlace"/>.</summary>
    private static void WriteDigits(TextBuffer output, string digits, int pointPlace, bool hasPoint)
    {
        if (digits.Length == 0)
            digits = "0";
        if (pointPlace is <= LastWithExponent or > FirstWithExponent)
        {
            output.WriteAscii(digits.AsSpan(0, 1));
            if (digits.Length > 1)
                output.Write((byte)'.');
            output.WriteAscii(digits.AsSpan(1));
            output.WriteAscii((pointPlace - 1).ToString("'e+'00;'e-'00", CultureInfo.InvariantCulture));
        }
        else if (pointPlace <= 0)
        {
            output.WriteAscii("0." + new string('0', -pointPlace) + digits);
        }
        else if (pointPlace < digits.Length)
        {
            output.WriteAscii(digits.Insert(pointPlace, "."));
        }
        else
        {
            output.WriteAscii(digits.PadRight(pointPlace, '0'));
            if (hasPoint)
                output.Write(".0"u8);
        }
    }
}
