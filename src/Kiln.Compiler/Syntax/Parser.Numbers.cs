using System.Globalization;
using System.Numerics;

namespace Kiln.Compiler.Syntax;

/// <summary>The values of numbers: parsenumber of Parser/pegen.c.</summary>
internal sealed partial class Parser
{
    /// <summary>sys.int_info.default_max_str_digits.</summary>
    private const int MostDigits = 4300;

    /// <summary>Any decimal of so many digits fits into a long.</summary>
    private const int LongDigits = 18;

    /// <summary>NUMBER</summary>
    private int Number()
    {
        int token = _position++;
        ReadOnlySpan<byte> text = Text.Bytes.AsSpan(_items[token].Start, _items[token].End - _items[token].Start);
        int constant = text.Length <= LongDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? tree.Constants.Add(ConstantValue.OfInt(SmallDecimal(text)))
            : OtherNumber(text);
        return Add(NodeKind.Constant, token, constant);
    }

    private static long SmallDecimal(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (byte digit in digits)
            value = (value * 10) + (digit - '0');
        return value;
    }

    private int OtherNumber(ReadOnlySpan<byte> text)
    {
        Span<byte> buffer = text.Length <= 256 ? stackalloc byte[256] : new byte[text.Length];
        int length = 0;
        foreach (byte character in text)
        {
            if (character != '_')
                buffer[length++] = character;
        }

        ReadOnlySpan<byte> number = buffer[..length];
        if (length > 2 && number[0] == '0' && (number[1] | 0x20) is 'x' or 'o' or 'b')
            return tree.Constants.Add(Binary(number[2..], number[1] | 0x20));
        if ((number[^1] | 0x20) == 'j')
            return tree.Constants.Add(ConstantValue.OfComplex(0, Float(number[..^1])));
        if (number.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return tree.Constants.Add(ConstantValue.OfFloat(Float(number)));
        if (length > MostDigits)
            return Fail(RejectReason.HugeInteger);
        return tree.Constants.Add(BigInteger.Parse(System.Text.Encoding.ASCII.GetString(number), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static double Float(ReadOnlySpan<byte> number) =>
        double.Parse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);

    /// <summary>A hexadecimal, octal or binary number.</summary>
    private static BigInteger Binary(ReadOnlySpan<byte> digits, int prefix)
    {
        int bits = prefix switch { 'x' => 4, 'o' => 3, _ => 1 };
        if (digits.Length * bits < 64)
        {
            long small = 0;
            foreach (byte digit in digits)
                small = (small << bits) | (uint)ValueOf(digit);
            return small;
        }

        // Little-endian bytes, and a zero that keeps the number positive.
        byte[] bytes = new byte[(digits.Length * bits / 8) + 2];
        for (int index = 0; index < digits.Length; index++)
        {
            int shift = (digits.Length - 1 - index) * bits;
            int placed = ValueOf(digits[index]) << (shift % 8);
            bytes[shift / 8] |= (byte)placed;
            bytes[(shift / 8) + 1] |= (byte)(placed >> 8);
        }

        return new BigInteger(bytes);
    }

    private static int ValueOf(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
