using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;
using Attribute = Kiln.Compiler.Syntax.Nodes.Attribute;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Expressions. They are targets too, by their context.</summary>
internal sealed partial class CodeGenerator
{
    private void EmitExpressions(NodeList expressions)
    {
        int count = expressions.Count;
        for (int index = 0; index < count; index++)
            EmitExpression(expressions[index]);
    }

    /// <summary>compiler_visit_expr.</summary>
    private void EmitExpression(Node expression)
    {
        switch (expression.Kind)
        {
            case NodeKind.Name:
                EmitName(expression.Identifier(0), (ExprContext)expression.Detail, expression.Location);
                break;
            case NodeKind.Constant:
                EmitConstant(expression.Word(0), expression.Location);
                break;
            case NodeKind.Attribute:
                EmitAttribute(expression);
                break;
            case NodeKind.Call:
                EmitCall(expression);
                break;
            case NodeKind.Subscript:
                EmitSubscript(expression);
                break;
            case NodeKind.BinOp:
                EmitExpression(new BinOp(expression).Left);
                EmitExpression(new BinOp(expression).Right);
                EmitBinary(new BinOp(expression).Op, expression.Location);
                break;
            case NodeKind.Compare:
                EmitComparison(expression);
                break;
            case NodeKind.Tuple or NodeKind.List:
                EmitSequence(expression);
                break;
            case NodeKind.JoinedStr:
                EmitJoinedString(expression);
                break;
            case NodeKind.BoolOp:
                EmitBoolOperation(expression);
                break;
            case NodeKind.UnaryOp:
                EmitUnary(expression);
                break;
            case NodeKind.Dict:
                EmitDict(expression);
                break;
            default:
                EmitRareExpression(expression);
                break;
        }
    }

    private void EmitRareExpression(Node expression)
    {
        switch (expression.Kind)
        {
            case NodeKind.NamedExpr:
                EmitExpression(new NamedExpr(expression).Value);
                Emit(Opcode.Copy, 1, expression.Location);
                EmitExpression(new NamedExpr(expression).Target);
                break;
            case NodeKind.IfExp:
                EmitConditional(expression);
                break;
            case NodeKind.Lambda:
                EmitLambda(expression);
                break;
            case NodeKind.Set:
                EmitDisplay(new Set(expression).Elts, Display.Set, pushed: 0, genericBase: false, expression.Location);
                break;
            case NodeKind.ListComp or NodeKind.SetComp or NodeKind.DictComp or NodeKind.GeneratorExp:
                EmitComprehension(expression);
                break;
            case NodeKind.FormattedValue:
                EmitFormattedValue(expression);
                break;
            case NodeKind.Slice:
                int count = EmitSlice(expression);
                Emit(Opcode.BuildSlice, count, expression.Location);
                break;
            case NodeKind.Yield:
                EmitYieldExpression(expression);
                break;
            case NodeKind.YieldFrom:
                EmitYieldFromExpression(expression);
                break;
            case NodeKind.Await:
                EmitAwaitExpression(expression);
                break;
            default:
                // Starred where it has no meaning.
                Fail(expression.Line);
                break;
        }
    }

    private void EmitUnary(Node expression)
    {
        UnaryOp unary = new(expression);
        Location location = expression.Location;
        EmitExpression(unary.Operand);
        switch (unary.Op)
        {
            case UnaryOperator.UAdd:
                Emit(Opcode.CallIntrinsic1, IntrinsicFunction.UnaryPositive, location);
                break;
            case UnaryOperator.Not:
                Emit(Opcode.ToBool, location);
                Emit(Opcode.UnaryNot, location);
                break;
            case UnaryOperator.Invert:
                Emit(Opcode.UnaryInvert, location);
                break;
            default:
                Emit(Opcode.UnaryNegative, location);
                break;
        }
    }

    private void EmitYieldExpression(Node expression)
    {
        Location location = expression.Location;
        Node value = new Yield(expression).Value;
        if (!_unit.IsFunctionLike)
            Fail(location.Line);
        if (value.IsNone)
            EmitNone(location);
        else
            EmitExpression(value);
        EmitYield(location);
    }

    private void EmitYieldFromExpression(Node expression)
    {
        Location location = expression.Location;
        if (!_unit.IsFunctionLike || _unit.Kind == UnitKind.AsyncFunction)
            Fail(location.Line);
        EmitExpression(new YieldFrom(expression).Value);
        Emit(Opcode.GetYieldFromIter, location);
        EmitNone(location);
        EmitYieldFrom(location, ResumePoint.AfterYieldFrom);
    }

    private void EmitAwaitExpression(Node expression)
    {
        Location location = expression.Location;
        if (!_unit.IsFunctionLike || _unit.Kind is not (UnitKind.AsyncFunction or UnitKind.Comprehension))
            Fail(location.Line);
        EmitExpression(new Await(expression).Value);
        EmitAwait(AwaitOfExpression, location);
    }

    private void EmitAttribute(Node expression)
    {
        Attribute attribute = new(expression);
        Location location = expression.Location;
        ExprContext context = attribute.Context;
        if (context == ExprContext.Load && CanOptimizeSuper(attribute))
        {
            EmitSuperAttribute(expression, isMethod: false);
            return;
        }

        NoteStaticAttribute(attribute);
        EmitExpression(attribute.Value);
        location = StartAtAttribute(location, expression);
        switch (context)
        {
            case ExprContext.Load:
                EmitLoadAttribute(attribute.Attr, location);
                break;
            case ExprContext.Store:
                CheckNotDebug(attribute.Attr, context, location.Line);
                EmitWithName(Opcode.StoreAttr, attribute.Attr, location);
                break;
            default:
                EmitWithName(Opcode.DeleteAttr, attribute.Attr, location);
                break;
        }
    }

    /// <summary>
    /// update_start_location_to_match_attr: where an attribute stands in another line than what it belongs to begins, a location is made to start
    /// at the attribute's name.
    /// </summary>
    private Location StartAtAttribute(Location location, Node attribute)
    {
        (int line, int column) = tree.Tokens.EndOf(tree.Words[attribute.Index + 2]);
        if (location.Line == line)
            return location;
        int length = tree.Identifiers[new Attribute(attribute).Attr].Length;
        int start = column - length;
        int endLine = Math.Max(line, location.EndLine);
        return new Location(line, start, endLine, line == endLine ? Math.Max(start, location.EndColumn) : location.EndColumn);
    }

    /// <summary>compiler_subscript.</summary>
    private void EmitSubscript(Node expression)
    {
        Subscript subscript = new(expression);
        Location location = expression.Location;
        ExprContext context = subscript.Context;
        if (context == ExprContext.Load)
            WarnOfSubscript(subscript);
        EmitExpression(subscript.Value);
        if (IsTwoElementSlice(subscript.Slice) && context != ExprContext.Del)
        {
            EmitSlice(subscript.Slice);
            Emit(context == ExprContext.Load ? Opcode.BinarySlice : Opcode.StoreSlice, location);
            return;
        }

        EmitExpression(subscript.Slice);
        Opcode opcode = context switch
        {
            ExprContext.Load => Opcode.BinarySubscr,
            ExprContext.Store => Opcode.StoreSubscr,
            _ => Opcode.DeleteSubscr,
        };
        Emit(opcode, location);
    }

    private static bool IsTwoElementSlice(Node slice) => slice.Kind == NodeKind.Slice && new Slice(slice).Step.IsNone;

    /// <summary>compiler_slice: pushes its parts and gives their number.</summary>
    private int EmitSlice(Node node)
    {
        Slice slice = new(node);
        EmitOrNone(slice.Lower, node);
        EmitOrNone(slice.Upper, node);
        if (slice.Step.IsNone)
            return 2;
        EmitExpression(slice.Step);
        return 3;
    }

    private void EmitOrNone(Node expression, Node place)
    {
        if (expression.IsNone)
            EmitNone(place.Location);
        else
            EmitExpression(expression);
    }
}
