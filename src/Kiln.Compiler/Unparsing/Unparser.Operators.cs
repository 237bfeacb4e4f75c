using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.Unparsing;

/// <summary>Operators, conditions, lambdas: what stands in brackets where something around it holds tighter.</summary>
internal sealed partial class Unparser
{
    private void WriteBoolOp(BoolOp operation, Precedence level)
    {
        bool isAnd = operation.Op == BoolOperator.And;
        Precedence own = isAnd ? Precedence.And : Precedence.Or;
        Open(level > own);
        bool isFirst = true;
        foreach (Node value in operation.Values)
        {
            if (!isFirst)
                _output.Write(isAnd ? " and "u8 : " or "u8);
            isFirst = false;
            Write(value, own + 1);
        }

        Close(level > own);
    }

    private void WriteBinOp(BinOp operation, Precedence level)
    {
        Precedence own = PrecedenceOf(operation.Op);
        bool isRightAssociative = operation.Op == BinaryOperator.Pow;
        Open(level > own);
        Write(operation.Left, isRightAssociative ? own + 1 : own);
        _output.Write(TextOf(operation.Op));
        Write(operation.Right, isRightAssociative ? own : own + 1);
        Close(level > own);
    }

    private static Precedence PrecedenceOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Add or BinaryOperator.Sub => Precedence.Arithmetic,
        BinaryOperator.LShift or BinaryOperator.RShift => Precedence.Shift,
        BinaryOperator.BitOr => Precedence.BitOr,
        BinaryOperator.BitXor => Precedence.BitXor,
        BinaryOperator.BitAnd => Precedence.BitAnd,
        BinaryOperator.Pow => Precedence.Power,
        _ => Precedence.Term,
    };

    private static ReadOnlySpan<byte> TextOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => " + "u8,
        BinaryOperator.Sub => " - "u8,
        BinaryOperator.Mult => " * "u8,
        BinaryOperator.MatMult => " @ "u8,
        BinaryOperator.Div => " / "u8,
        BinaryOperator.Mod => " % "u8,
        BinaryOperator.LShift => " << "u8,
        BinaryOperator.RShift => " >> "u8,
        BinaryOperator.BitOr => " | "u8,
        BinaryOperator.BitXor => " ^ "u8,
        BinaryOperator.BitAnd => " & "u8,
        BinaryOperator.FloorDiv => " // "u8,
        _ => " ** "u8,
    };

    private void WriteUnaryOp(UnaryOp operation, Precedence level)
    {
        Precedence own = operation.Op == UnaryOperator.Not ? Precedence.Not : Precedence.Factor;
        Open(level > own);
        _output.Write(operation.Op switch
        {
            UnaryOperator.Invert => "~"u8,
            UnaryOperator.Not => "not "u8,
            UnaryOperator.UAdd => "+"u8,
            _ => "-"u8,
        });
        Write(operation.Operand, own);
        Close(level > own);
    }

    private void WriteCompare(Compare comparison, Precedence level)
    {
        Open(level > Precedence.Compare);
        Write(comparison.Left, Precedence.Compare + 1);
        for (int index = 0; index < comparison.Count; index++)
        {
            _output.Write(TextOf(comparison.Op(index)));
            Write(comparison.Comparators[index], Precedence.Compare + 1);
        }

        Close(level > Precedence.Compare);
    }

    private static ReadOnlySpan<byte> TextOf(CompareOperator op) => op switch
    {
        CompareOperator.Eq => " == "u8,
        CompareOperator.NotEq => " != "u8,
        CompareOperator.Lt => " < "u8,
        CompareOperator.LtE => " <= "u8,
        CompareOperator.Gt => " > "u8,
        CompareOperator.GtE => " >= "u8,
        CompareOperator.Is => " is "u8,
        CompareOperator.IsNot => " is not "u8,
        CompareOperator.In => " in "u8,
        _ => " not in "u8,
    };

    private void WriteIfExp(IfExp condition, Precedence level)
    {
        Open(level > Precedence.Test);
        Write(condition.Body, Precedence.Test + 1);
        _output.Write(" if "u8);
        Write(condition.Test, Precedence.Test + 1);
        _output.Write(" else "u8);
        Write(condition.Orelse, Precedence.Test);
        Close(level > Precedence.Test);
    }

    private void WriteNamedExpr(NamedExpr expression, Precedence level)
    {
        Open(level > Precedence.Tuple);
        Write(expression.Target, Precedence.Atom);
        _output.Write(" := "u8);
        Write(expression.Value, Precedence.Atom);
        Close(level > Precedence.Tuple);
    }

    private void WriteLambda(Lambda lambda, Precedence level)
    {
        Open(level > Precedence.Test);
        // Without a space where only `*` follows: so in CPython.
        bool hasPositional = lambda.Args.Args.Count + lambda.Args.Posonlyargs.Count > 0;
        _output.Write(hasPositional ? "lambda "u8 : "lambda"u8);
        WriteParameters(lambda.Args);
        _output.Write(": "u8);
        Write(lambda.Body, Precedence.Test);
        Close(level > Precedence.Test);
    }
}
