using System.Globalization;
using System.Numerics;
using System.Text;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Folding;

/// <summary>A text of a constant that is the same for constants that are equal in Python (<c>1</c>, <c>1.0</c> and <c>True</c>): for the items of sets.</summary>
internal static class EqualityKey
{
    public static string Of(SyntaxTree tree, int number)
    {
        ConstantValue value = tree.Constants[number];
        switch (value.Kind)
        {
            case ConstantKind.False:
                return OfInteger(BigInteger.Zero);
            case ConstantKind.True:
                return OfInteger(BigInteger.One);
            case ConstantKind.Int or ConstantKind.BigInt:
                return OfInteger(tree.Constants.BigIntOf(value));
            case ConstantKind.Float:
                return OfReal(value.Real, number);
            case ConstantKind.Complex:
                return OfReal(value.Real, number) + (value.Imaginary == 0 ? "" : "+j" + OfReal(value.Imaginary, number));
            case ConstantKind.Str or ConstantKind.Bytes:
                return value.Kind + Encoding.Latin1.GetString(tree.Text[value.Text]);
            case ConstantKind.Tuple:
                return OfItems(tree, value);
            default:
                return value.Kind.ToString();
        }
    }

    private static string OfInteger(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A nan is equal to nothing, and so has its number as key.</summary>
    private static string OfReal(double value, int number)
    {
        if (double.IsNaN(value))
            return "nan" + number.ToString(CultureInfo.InvariantCulture);
        bool isInteger = double.IsFinite(value) && Math.Floor(value) == value;
        return isInteger ? OfInteger(new BigInteger(value)) : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string OfItems(SyntaxTree tree, ConstantValue value)
    {
        StringBuilder key = new("(");
        foreach (int item in tree.Constants.ItemsOf(value).ToArray())
        {
            string part = Of(tree, item);
            key.Append(part.Length).Append(':').Append(part);
        }

        return key.Append(')').ToString();
    }
}
