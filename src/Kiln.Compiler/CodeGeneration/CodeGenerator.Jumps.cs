using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Conditions, as jumps and as values: and, or, not, comparisons, conditional expressions.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_jump_if: jumps if the expression's truth is the condition, else goes on.</summary>
    private void EmitJumpIf(Location location, Node expression, int next, bool condition)
    {
        switch (expression.Kind)
        {
            case NodeKind.UnaryOp when new UnaryOp(expression).Op == UnaryOperator.Not:
                EmitJumpIf(location, new UnaryOp(expression).Operand, next, !condition);
                return;
            case NodeKind.BoolOp:
                EmitJumpIfBoolOperation(location, expression, next, condition);
                return;
            case NodeKind.IfExp:
                EmitJumpIfConditional(location, expression, next, condition);
                return;
            case NodeKind.Compare when new Compare(expression).Count > 1:
                EmitJumpIfChain(expression, next, condition);
                return;
        }

        EmitExpression(expression);
        Location place = expression.Location;
        Emit(Opcode.ToBool, place);
        EmitJump(condition ? Opcode.PopJumpIfTrue : Opcode.PopJumpIfFalse, next, place);
    }

    private void EmitJumpIfBoolOperation(Location location, Node expression, int next, bool condition)
    {
        BoolOp operation = new(expression);
        NodeList values = operation.Values;
        bool isOr = operation.Op == BoolOperator.Or;
        // What ends the operation early jumps where the condition leads, or behind it.
        int early = isOr == condition ? next : NewLabel();
        int last = values.Count - 1;
        for (int index = 0; index < last; index++)
            EmitJumpIf(location, values[index], early, isOr);
        EmitJumpIf(location, values[last], next, condition);
        if (early != next)
            UseLabel(early);
    }

    private void EmitJumpIfConditional(Location location, Node expression, int next, bool condition)
    {
        IfExp conditional = new(expression);
        int end = NewLabel();
        int orelse = NewLabel();
        EmitJumpIf(location, conditional.Test, orelse, condition: false);
        EmitJumpIf(location, conditional.Body, next, condition);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);
        UseLabel(orelse);
        EmitJumpIf(location, conditional.Orelse, next, condition);
        UseLabel(end);
    }

    private void EmitJumpIfChain(Node expression, int next, bool condition)
    {
        Compare compare = new(expression);
        Location location = expression.Location;
        int last = compare.Count - 1;
        WarnOfIdentity(compare, location.Line);
        int cleanup = NewLabel();
        EmitExpression(compare.Left);
        for (int index = 0; index < last; index++)
        {
            EmitLink(compare, index, location);
            Emit(Opcode.ToBool, location);
            EmitJump(Opcode.PopJumpIfFalse, cleanup, location);
        }

        EmitExpression(compare.Comparators[last]);
        EmitCompare(compare.Op(last), location);
        Emit(Opcode.ToBool, location);
        EmitJump(condition ? Opcode.PopJumpIfTrue : Opcode.PopJumpIfFalse, next, location);
        int end = NewLabel();
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);

        UseLabel(cleanup);
        Emit(Opcode.PopTop, location);
        if (!condition)
            EmitJump(Opcode.JumpNoInterrupt, next, Location.None);
        UseLabel(end);
    }

    /// <summary>One comparison of a chain, which keeps its right operand for the next.</summary>
    private void EmitLink(Compare compare, int index, Location location)
    {
        EmitExpression(compare.Comparators[index]);
        Emit(Opcode.Swap, 2, location);
        Emit(Opcode.Copy, 2, location);
        EmitCompare(compare.Op(index), location);
    }

    /// <summary>compiler_compare.</summary>
    private void EmitComparison(Node expression)
    {
        Compare compare = new(expression);
        Location location = expression.Location;
        WarnOfIdentity(compare, location.Line);
        EmitExpression(compare.Left);
        int last = compare.Count - 1;
        if (last == 0)
        {
            EmitExpression(compare.Comparators[0]);
            EmitCompare(compare.Op(0), location);
            return;
        }

        int cleanup = NewLabel();
        for (int index = 0; index < last; index++)
        {
            EmitLink(compare, index, location);
            Emit(Opcode.Copy, 1, location);
            Emit(Opcode.ToBool, location);
            EmitJump(Opcode.PopJumpIfFalse, cleanup, location);
            Emit(Opcode.PopTop, location);
        }

        EmitExpression(compare.Comparators[last]);
        EmitCompare(compare.Op(last), location);
        int end = NewLabel();
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);
        UseLabel(cleanup);
        Emit(Opcode.Swap, 2, location);
        Emit(Opcode.PopTop, location);
        UseLabel(end);
    }

    /// <summary>compiler_boolop.</summary>
    private void EmitBoolOperation(Node expression)
    {
        BoolOp operation = new(expression);
        Location location = expression.Location;
        Opcode jump = operation.Op == BoolOperator.And ? Opcode.PopJumpIfFalse : Opcode.PopJumpIfTrue;
        int end = NewLabel();
        NodeList values = operation.Values;
        int last = values.Count - 1;
        for (int index = 0; index < last; index++)
        {
            EmitExpression(values[index]);
            Emit(Opcode.Copy, 1, location);
            Emit(Opcode.ToBool, location);
            EmitJump(jump, end, location);
            Emit(Opcode.PopTop, location);
        }

        EmitExpression(values[last]);
        UseLabel(end);
    }

    /// <summary>compiler_ifexp.</summary>
    private void EmitConditional(Node expression)
    {
        IfExp conditional = new(expression);
        int end = NewLabel();
        int next = NewLabel();
        EmitJumpIf(expression.Location, conditional.Test, next, condition: false);
        EmitExpression(conditional.Body);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);
        UseLabel(next);
        EmitExpression(conditional.Orelse);
        UseLabel(end);
    }
}
