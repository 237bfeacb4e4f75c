using System.Numerics;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Folding;

/// <summary>Operators on constants: fold_unaryop, fold_binop, fold_subscr.</summary>
internal sealed partial class ConstantFolder
{
    /// <summary>The node that the operation becomes: a constant in its place, or the comparison that a <c>not</c> was put into.</summary>
    private int FoldUnary(int node)
    {
        Nodes.UnaryOp unary = new(tree[node]);
        int operand = unary.Operand.Index;
        if (!IsConstant(operand))
            return unary.Op == UnaryOperator.Not && TryInvert(operand) ? operand : node;
        ConstantValue value = ConstantOf(operand);
        // Python deprecates it, and says so when it computes it.
        if (unary.Op == UnaryOperator.Invert && value.Kind is ConstantKind.False or ConstantKind.True)
            tree.Text.Warn(tree[node].Line);
        if (unary.Op == UnaryOperator.Not)
            MakeConstant(node, IsTrue(value) ? ConstantTable.False : ConstantTable.True);
        else if (Negated(unary.Op, value) is { } number)
            MakeConstant(node, number);
        return node;
    }

    /// <summary><c>not a is b</c> to <c>a is not b</c>, and in likewise; the others need not be each other's contrary.</summary>
    private bool TryInvert(int node)
    {
        if (KindOf(node) != NodeKind.Compare)
            return false;
        Nodes.Compare compare = new(tree[node]);
        if (compare.Count != 1)
            return false;
        CompareOperator? inverse = compare.Op(0) switch
        {
            CompareOperator.Is => CompareOperator.IsNot,
            CompareOperator.IsNot => CompareOperator.Is,
            CompareOperator.In => CompareOperator.NotIn,
            CompareOperator.NotIn => CompareOperator.In,
            _ => null,
        };
        if (inverse is not { } operation)
            return false;
        tree.Words[tree[node].List(2).Start + 1] = (int)operation;
        return true;
    }

    private static bool IsTrue(ConstantValue value) => value.Kind switch
    {
        ConstantKind.None or ConstantKind.False => false,
        ConstantKind.Int => value.Int != 0,
        ConstantKind.Float => value.Real != 0,
        ConstantKind.Complex => value.Real != 0 || value.Imaginary != 0,
        ConstantKind.Str or ConstantKind.Bytes => value.Text.Length > 0,
        ConstantKind.Tuple or ConstantKind.Frozenset => value.Second > 0,
        _ => true,
    };

    /// <summary>The constant of <c>+</c>, <c>-</c> or <c>~</c>; null where it raises.</summary>
    private int? Negated(UnaryOperator operation, ConstantValue value)
    {
        bool isNegative = operation == UnaryOperator.USub;
        switch (value.Kind)
        {
            case ConstantKind.Float when operation != UnaryOperator.Invert:
                return tree.Constants.Add(ConstantValue.OfFloat(isNegative ? -value.Real : value.Real));
            case ConstantKind.Complex when operation != UnaryOperator.Invert:
                return tree.Constants.Add(isNegative ? ConstantValue.OfComplex(-value.Real, -value.Imaginary) : value);
            default:
                if (!TryInteger(value, out BigInteger integer))
                    return null;
                return tree.Constants.Add(operation switch
                {
                    UnaryOperator.Invert => -integer - 1,
                    UnaryOperator.USub => -integer,
                    _ => integer,
                });
        }
    }

    private void FoldBinary(int node)
    {
        Nodes.BinOp binary = new(tree[node]);
        int left = binary.Left.Index;
        int right = binary.Right.Index;
        if (!IsConstant(left))
            return;
        ConstantValue leftValue = ConstantOf(left);
        if (binary.Op == BinaryOperator.Mod && leftValue.Kind == ConstantKind.Str && KindOf(right) == NodeKind.Tuple)
        {
            FoldFormat(node, leftValue, tree[right].List(0));
            return;
        }

        if (!IsConstant(right))
            return;
        FoldResult result = Apply(binary.Op, leftValue, ConstantOf(right), out int constant);
        if (result == FoldResult.Folded)
            MakeConstant(node, constant);
        else if (result == FoldResult.Uncertain)
            Refuse(node);
    }

    private FoldResult Apply(BinaryOperator operation, ConstantValue left, ConstantValue right, out int constant)
    {
        constant = 0;
        bool isInteger = TryInteger(left, out BigInteger leftInteger) & TryInteger(right, out BigInteger rightInteger);
        if (isInteger && operation is BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor && IsBool(left) && IsBool(right))
        {
            constant = ApplyToBools(operation, leftInteger, rightInteger);
            return FoldResult.Folded;
        }

        if (isInteger)
        {
            FoldResult result = IntegerArithmetic.Apply(operation, leftInteger, rightInteger, out BigInteger integer, out double real, out bool isReal);
            if (result == FoldResult.Folded)
                constant = isReal ? tree.Constants.Add(ConstantValue.OfFloat(real)) : tree.Constants.Add(integer);
            return result;
        }

        if (TryNumber(left) && TryNumber(right))
            return ApplyToReals(operation, left, right, out constant);
        return operation switch
        {
            BinaryOperator.Add => Concatenate(left, right, out constant),
            BinaryOperator.Mult => Repeat(left, right, out constant),
            _ => FoldResult.Left,
        };
    }

    private static int ApplyToBools(BinaryOperator operation, BigInteger left, BigInteger right)
    {
        BigInteger result = operation switch
        {
            BinaryOperator.BitAnd => left & right,
            BinaryOperator.BitOr => left | right,
            _ => left ^ right,
        };
        return result.IsZero ? ConstantTable.False : ConstantTable.True;
    }

    /// <summary>Two numbers of which at least one is a float or complex.</summary>
    private FoldResult ApplyToReals(BinaryOperator operation, ConstantValue left, ConstantValue right, out int constant)
    {
        constant = 0;
        if (!TryReal(left, out double leftReal) || !TryReal(right, out double rightReal))
            return FoldResult.Uncertain;
        if (left.Kind == ConstantKind.Complex || right.Kind == ConstantKind.Complex)
        {
            Complex leftComplex = new(leftReal, left.Kind == ConstantKind.Complex ? left.Imaginary : 0);
            Complex rightComplex = new(rightReal, right.Kind == ConstantKind.Complex ? right.Imaginary : 0);
            FoldResult complexResult = RealArithmetic.Apply(operation, leftComplex, rightComplex, out Complex complex);
            if (complexResult == FoldResult.Folded)
                constant = tree.Constants.Add(ConstantValue.OfComplex(complex.Real, complex.Imaginary));
            return complexResult;
        }

        FoldResult result = RealArithmetic.Apply(operation, leftReal, rightReal, out double real);
        if (result == FoldResult.Folded)
            constant = tree.Constants.Add(ConstantValue.OfFloat(real));
        return result;
    }

    private static bool IsBool(ConstantValue value) => value.Kind is ConstantKind.True or ConstantKind.False;

    /// <summary>The value of an int or bool.</summary>
    private bool TryInteger(ConstantValue value, out BigInteger integer)
    {
        integer = value.Kind switch
        {
            ConstantKind.Int or ConstantKind.BigInt => tree.Constants.BigIntOf(value),
            ConstantKind.True => BigInteger.One,
            _ => BigInteger.Zero,
        };
        return value.Kind is ConstantKind.Int or ConstantKind.BigInt || IsBool(value);
    }

    private static bool TryNumber(ConstantValue value) =>
        value.Kind is ConstantKind.Int or ConstantKind.BigInt or ConstantKind.Float or ConstantKind.Complex || IsBool(value);

    /// <summary>The real part as a double; false for an int that is not exactly one.</summary>
    private bool TryReal(ConstantValue value, out double real)
    {
        real = value.Kind is ConstantKind.Float or ConstantKind.Complex ? value.Real : 0;
        if (!TryInteger(value, out BigInteger integer))
            return true;
        real = (double)integer;
        return BigInteger.Abs(integer) <= IntegerArithmetic.ExactInDouble;
    }

    /// <summary>An item of a constant str, bytes or tuple.</summary>
    private void FoldSubscript(int node)
    {
        Nodes.Subscript subscript = new(tree[node]);
        if (!IsConstant(subscript.Value.Index) || !IsConstant(subscript.Slice.Index))
            return;
        ConstantValue value = ConstantOf(subscript.Value.Index);
        if (!TryInteger(ConstantOf(subscript.Slice.Index), out BigInteger position))
            return;
        if (value.Kind is not (ConstantKind.Str or ConstantKind.Bytes or ConstantKind.Tuple))
            return;
        int length = LengthOf(value);
        position += position.Sign < 0 ? length : 0;
        if (position.Sign >= 0 && position < length)
            MakeConstant(node, ItemOf(value, (int)position));
    }
}
