using System.Numerics;

namespace Kiln.Compiler.Folding;

/// <summary>
/// Powers of floats. CPython calls pow of the C library, which need not round correctly. So the power is computed exactly, and only taken where
/// it is so far from the middle between two doubles that any pow with an error below 0.53 units rounds it alike: glibc from 2.28 on and musl promise 0.52.
/// </summary>
internal static class Power
{
    private const int MantissaBits = 53;

    /// <summary>Bits below the mantissa that are looked at.</summary>
    private const int GuardBits = 11;

    /// <summary>How near to the middle (half of 2 to the GuardBits) is too near: 1/32 of a unit.</summary>
    private const int Margin = (1 << GuardBits) / 32;

    private const int LargestExponent = 512;

    public static FoldResult Apply(double value, double exponent, out double result)
    {
        result = 1;
        if (exponent == 0)
            return FoldResult.Folded;
        if (value == 0 && exponent < 0)
            return FoldResult.Left;
        if (exponent == 0.5 && value > 0 && double.IsFinite(value))
            return Root(value, out result);
        if (!double.IsFinite(value) || value == 0 || Math.Abs(exponent) > LargestExponent || exponent != Math.Truncate(exponent))
            return FoldResult.Uncertain;

        (BigInteger mantissa, int scale) = Split(value);
        int times = (int)Math.Abs(exponent);
        BigInteger power = BigInteger.Pow(mantissa, times);
        scale *= times;
        return exponent > 0 ? Round(power, BigInteger.One, scale, out result) : Round(power.Sign, BigInteger.Abs(power), -scale, out result);
    }

    /// <summary>The square root, of which all bits that matter are those of an integer's root.</summary>
    private static FoldResult Root(double value, out double result)
    {
        (BigInteger mantissa, int scale) = Split(value);
        int shift = (2 * (MantissaBits + GuardBits)) + (scale & 1);
        BigInteger square = mantissa << shift;
        // Newton's steps from above end at the integer below the root.
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        for (BigInteger next = (root + (square / root)) >> 1; next < root; next = (root + (square / root)) >> 1)
            root = next;
        return Round(root, BigInteger.One, (scale - shift) / 2, out result);
    }

    /// <summary>An odd integer and a power of two whose product the value is.</summary>
    private static (BigInteger Mantissa, int Scale) Split(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xF_FFFF_FFFF_FFFF;
        long mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        int scale = Math.Max(biased, 1) - 1075;
        int zeros = BitOperations.TrailingZeroCount(mantissa);
        return ((value < 0 ? -1 : 1) * (mantissa >> zeros), scale + zeros);
    }

    /// <summary>numerator / denominator * 2^scale as a double, if its rounding is beyond doubt.</summary>
    private static FoldResult Round(BigInteger numerator, BigInteger denominator, int scale, out double result)
    {
        result = 0;
        BigInteger magnitude = BigInteger.Abs(numerator);
        int wanted = MantissaBits + GuardBits;
        int shift = wanted - (int)((long)magnitude.GetBitLength() - (long)denominator.GetBitLength());
        BigInteger scaled = shift >= 0 ? magnitude << shift : magnitude;
        BigInteger divisor = shift >= 0 ? denominator : denominator << -shift;
        BigInteger quotient = BigInteger.DivRem(scaled, divisor, out BigInteger remainder);

        int guard = (int)((long)quotient.GetBitLength() - MantissaBits);
        BigInteger rest = quotient & ((BigInteger.One << guard) - 1);
        BigInteger half = BigInteger.One << (guard - 1);
        bool isExact = rest.IsZero && remainder.IsZero;
        if (!isExact && BigInteger.Abs(rest - half) <= Margin << (guard - GuardBits))
            return FoldResult.Uncertain;
        BigInteger mantissa = (quotient >> guard) + (rest > half ? 1 : 0);
        int exponent = scale - shift + guard;
        // Results that overflow or lose bits are left to the interpreter.
        if (exponent + MantissaBits is > 1023 or < -1000)
            return FoldResult.Uncertain;
        result = Math.ScaleB((double)(long)mantissa, exponent) * numerator.Sign;
        return FoldResult.Folded;
    }
}
