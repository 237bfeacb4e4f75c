using System.Numerics;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Folding;

/// <summary>Operators on ints, with the limits of safe_multiply, safe_power and safe_lshift.</summary>
internal static class IntegerArithmetic
{
    /// <summary>MAX_INT_SIZE: bits of a product, power or shift that is folded.</summary>
    private const int MostBits = 128;

    /// <summary>Ints up to 2 to the 53rd are doubles too.</summary>
    public static readonly BigInteger ExactInDouble = BigInteger.One << 53;

    /// <summary>The result is an int, or (of <c>/</c> and of negative powers) a float.</summary>
    public static FoldResult Apply(
        BinaryOperator operation, BigInteger left, BigInteger right, out BigInteger integer, out double real, out bool isReal)
    {
        real = 0;
        integer = default;
        isReal = operation == BinaryOperator.Div || (operation == BinaryOperator.Pow && right.Sign < 0);
        if (isReal)
            return ApplyToReal(operation, left, right, out real);
        if (!IsFolded(operation, left, right))
            return FoldResult.Left;
        integer = operation switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Sub => left - right,
            BinaryOperator.Mult => left * right,
            BinaryOperator.FloorDiv => FloorDivide(left, right),
            BinaryOperator.Mod => left - (FloorDivide(left, right) * right),
            BinaryOperator.Pow => Power(left, right),
            BinaryOperator.LShift => left.IsZero ? left : left << (int)right,
            BinaryOperator.RShift => ShiftRight(left, right),
            BinaryOperator.BitOr => left | right,
            BinaryOperator.BitXor => left ^ right,
            _ => left & right,
        };
        return FoldResult.Folded;
    }

    private static bool IsFolded(BinaryOperator operation, BigInteger left, BigInteger right)
    {
        bool areNonZero = !left.IsZero && !right.IsZero;
        return operation switch
        {
            BinaryOperator.MatMult => false,
            BinaryOperator.Mult => !areNonZero || BitsOf(left) + BitsOf(right) <= MostBits,
            BinaryOperator.FloorDiv or BinaryOperator.Mod => !right.IsZero,
            BinaryOperator.Pow => !areNonZero || (right <= MostBits && BitsOf(left) <= MostBits / (int)right),
            BinaryOperator.LShift => right.Sign >= 0 && (!areNonZero || (right <= MostBits && BitsOf(left) <= MostBits - (int)right)),
            BinaryOperator.RShift => right.Sign >= 0,
            _ => true,
        };
    }

    private static FoldResult ApplyToReal(BinaryOperator operation, BigInteger left, BigInteger right, out double real)
    {
        real = 0;
        if (right.IsZero || (left.IsZero && operation == BinaryOperator.Pow))
            return FoldResult.Left;
        if (BigInteger.Abs(left) > ExactInDouble || BigInteger.Abs(right) > ExactInDouble)
            return FoldResult.Uncertain;
        return RealArithmetic.Apply(operation, (double)left, (double)right, out real);
    }

    /// <summary>Of the absolute value, as _PyLong_NumBits.</summary>
    private static long BitsOf(BigInteger value) => (long)BigInteger.Abs(value).GetBitLength();

    private static BigInteger FloorDivide(BigInteger left, BigInteger right)
    {
        BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger remainder);
        return !remainder.IsZero && remainder.Sign != right.Sign ? quotient - 1 : quotient;
    }

    /// <summary>Of zero and one any power is simple; of others the exponent is small.</summary>
    private static BigInteger Power(BigInteger left, BigInteger right) =>
        left.IsZero ? (right.IsZero ? BigInteger.One : BigInteger.Zero) : BigInteger.Pow(left, (int)right);

    private static BigInteger ShiftRight(BigInteger left, BigInteger right)
    {
        if (right > BitsOf(left))
            return left.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero;
        return left >> (int)right;
    }
}
