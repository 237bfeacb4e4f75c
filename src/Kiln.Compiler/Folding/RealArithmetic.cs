using System.Numerics;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Folding;

/// <summary>Operators on floats and complex numbers: Objects/floatobject.c and complexobject.c of CPython to 3.13.</summary>
internal static class RealArithmetic
{
    public static FoldResult Apply(BinaryOperator operation, double left, double right, out double result)
    {
        result = 0;
        switch (operation)
        {
            case BinaryOperator.Add:
                result = left + right;
                return FoldResult.Folded;
            case BinaryOperator.Sub:
                result = left - right;
                return FoldResult.Folded;
            case BinaryOperator.Mult:
                result = left * right;
                return FoldResult.Folded;
            case BinaryOperator.Div when right != 0:
                result = left / right;
                return FoldResult.Folded;
            case BinaryOperator.FloorDiv when right != 0:
                result = FloorDivide(left, right);
                return FoldResult.Folded;
            case BinaryOperator.Mod when right != 0:
                result = Remainder(left, right);
                return FoldResult.Folded;
            case BinaryOperator.Pow:
                return Power.Apply(left, right, out result);
            default:
                return FoldResult.Left;
        }
    }

    /// <summary>Sums and products; quotients and powers of complex numbers are rare, and computed in ways that changed.</summary>
    public static FoldResult Apply(BinaryOperator operation, Complex left, Complex right, out Complex result)
    {
        result = default;
        switch (operation)
        {
            case BinaryOperator.Add:
                result = new Complex(left.Real + right.Real, left.Imaginary + right.Imaginary);
                return FoldResult.Folded;
            case BinaryOperator.Sub:
                result = new Complex(left.Real - right.Real, left.Imaginary - right.Imaginary);
                return FoldResult.Folded;
            case BinaryOperator.Mult:
                result = new Complex(
                    (left.Real * right.Real) - (left.Imaginary * right.Imaginary),
                    (left.Real * right.Imaginary) + (left.Imaginary * right.Real));
                return FoldResult.Folded;
            case BinaryOperator.Div or BinaryOperator.Pow:
                return FoldResult.Uncertain;
            default:
                return FoldResult.Left;
        }
    }

    /// <summary>float_rem: the sign of the divisor.</summary>
    private static double Remainder(double left, double right)
    {
        double remainder = left % right;
        if (remainder == 0)
            return double.CopySign(0, right);
        return (right < 0) != (remainder < 0) ? remainder + right : remainder;
    }

    /// <summary>_float_div_mod.</summary>
    private static double FloorDivide(double left, double right)
    {
        double remainder = left % right;
        double quotient = (left - remainder) / right;
        if (remainder != 0 && (right < 0) != (remainder < 0))
            quotient -= 1;
        if (quotient == 0)
            return double.CopySign(0, left / right);
        double floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }
}
