using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Bodies and simple statements.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_body, of a module or class: annotations are set up, the docstring is stored.</summary>
    private void EmitBody(NodeList body, Location location)
    {
        if (_unit.Kind == UnitKind.Module && body.Count > 0)
            location = body[0].Location;
        if (HasAnnotations(body))
            Emit(Opcode.SetupAnnotations, location);
        bool hasDocstring = TryDocstring(body, out Node docstring);
        if (hasDocstring && _level < 2)
        {
            EmitConstant(CleanDocstring(docstring), docstring.Location);
            EmitName(WellKnown.Doc__, ExprContext.Store, Location.None);
        }

        EmitStatements(body, hasDocstring ? 1 : 0);
    }

    /// <summary>find_ann: whether variables are annotated here, in functions and classes not counted.</summary>
    private bool HasAnnotations(NodeList statements)
    {
        foreach (Node statement in statements)
        {
            if (HasAnnotations(statement))
                return true;
        }

        return false;
    }

    private bool HasAnnotations(Node statement) => statement.Kind switch
    {
        NodeKind.AnnAssign => true,
        NodeKind.For or NodeKind.AsyncFor => HasAnnotations(new For(statement).Body) || HasAnnotations(new For(statement).Orelse),
        NodeKind.While => HasAnnotations(new While(statement).Body) || HasAnnotations(new While(statement).Orelse),
        NodeKind.If => HasAnnotations(new If(statement).Body) || HasAnnotations(new If(statement).Orelse),
        NodeKind.With or NodeKind.AsyncWith => HasAnnotations(new With(statement).Body),
        NodeKind.Try or NodeKind.TryStar => HasAnnotations(new Try(statement)),
        NodeKind.Match => HasAnnotationsInCases(new Match(statement).Cases),
        _ => false,
    };

    private bool HasAnnotations(Try statement)
    {
        foreach (Node handler in statement.Handlers)
        {
            if (HasAnnotations(new ExceptHandler(handler).Body))
                return true;
        }

        return HasAnnotations(statement.Body) || HasAnnotations(statement.Finalbody) || HasAnnotations(statement.Orelse);
    }

    private bool HasAnnotationsInCases(NodeList cases)
    {
        foreach (Node matchCase in cases)
        {
            if (HasAnnotations(new MatchCase(matchCase).Body))
                return true;
        }

        return false;
    }

    private void EmitStatements(NodeList statements, int first = 0)
    {
        int count = statements.Count;
        for (int index = first; index < count && _reject.IsNone; index++)
            EmitStatement(statements[index]);
    }

    /// <summary>compiler_visit_stmt.</summary>
    private void EmitStatement(Node statement)
    {
        if (++_visits > (long)MostVisits * (tree.Count + SmallTree))
            Fail(statement.Line, RejectReason.TooLarge);
        switch (statement.Kind)
        {
            case NodeKind.Expr:
                EmitExpressionStatement(statement);
                break;
            case NodeKind.Assign:
                EmitAssign(statement);
                break;
            case NodeKind.FunctionDef or NodeKind.AsyncFunctionDef:
                EmitFunction(statement);
                break;
            case NodeKind.ClassDef:
                EmitClass(statement);
                break;
            case NodeKind.TypeAlias:
                EmitTypeAlias(statement);
                break;
            case NodeKind.Return:
                EmitReturn(statement);
                break;
            case NodeKind.Delete:
                EmitExpressions(new Delete(statement).Targets);
                break;
            case NodeKind.AugAssign:
                EmitAugmentedAssign(statement);
                break;
            case NodeKind.AnnAssign:
                EmitAnnotatedAssign(statement);
                break;
            case NodeKind.If:
                EmitIf(statement);
                break;
            case NodeKind.Raise:
                EmitRaise(statement);
                break;
            case NodeKind.Assert:
                EmitAssert(statement);
                break;
            case NodeKind.Import:
                EmitImport(statement);
                break;
            case NodeKind.ImportFrom:
                EmitImportFrom(statement);
                break;
            case NodeKind.Pass:
                Emit(Opcode.Nop, statement.Location);
                break;
            default:
                EmitBlockStatement(statement);
                break;
        }
    }

    /// <summary>Statements that make blocks, or leave them; nothing is emitted for Global and Nonlocal.</summary>
    private void EmitBlockStatement(Node statement)
    {
        switch (statement.Kind)
        {
            case NodeKind.For:
                EmitFor(statement);
                break;
            case NodeKind.AsyncFor:
                EmitAsyncFor(statement);
                break;
            case NodeKind.While:
                EmitWhile(statement);
                break;
            case NodeKind.Break:
                EmitBreak(statement);
                break;
            case NodeKind.Continue:
                EmitContinue(statement);
                break;
            case NodeKind.With:
                EmitWith(statement, position: 0);
                break;
            case NodeKind.AsyncWith:
                EmitAsyncWith(statement, position: 0);
                break;
            case NodeKind.Try or NodeKind.TryStar:
                EmitTry(statement);
                break;
            case NodeKind.Match:
                EmitMatch(statement);
                break;
        }
    }

    /// <summary>compiler_stmt_expr: a constant does nothing.</summary>
    private void EmitExpressionStatement(Node statement)
    {
        Node value = new Expr(statement).Value;
        if (value.Kind == NodeKind.Constant)
        {
            Emit(Opcode.Nop, statement.Location);
            return;
        }

        EmitExpression(value);
        Emit(Opcode.PopTop, Location.None);
    }

    /// <summary>compiler_return.</summary>
    private void EmitReturn(Node statement)
    {
        Node value = new Return(statement).Value;
        Location location = statement.Location;
        bool keepsTop = !value.IsNone && value.Kind != NodeKind.Constant;
        if (!_unit.IsFunctionLike || (!value.IsNone && _unit.Scope is { IsCoroutine: true, IsGenerator: true }))
            Fail(location.Line);

        if (keepsTop)
        {
            EmitExpression(value);
        }
        else if (!value.IsNone)
        {
            // An instruction with the line of the value.
            location = value.Location;
            Emit(Opcode.Nop, location);
        }

        if (value.IsNone || value.Line != statement.Line)
        {
            location = statement.Location;
            Emit(Opcode.Nop, location);
        }

        Unwind(ref location, keepsTop, toLoop: false, out _);
        if (value.IsNone)
            EmitNone(location);
        else if (!keepsTop)
            EmitConstant(new Constant(value).Number, location);
        Emit(Opcode.ReturnValue, location);
    }

    private void EmitRaise(Node statement)
    {
        Raise raise = new(statement);
        int count = 0;
        if (!raise.Exc.IsNone)
        {
            EmitExpression(raise.Exc);
            count++;
            if (!raise.Cause.IsNone)
            {
                EmitExpression(raise.Cause);
                count++;
            }
        }

        Emit(Opcode.RaiseVarargs, count, statement.Location);
    }

    /// <summary>compiler_assert.</summary>
    private void EmitAssert(Node statement)
    {
        Assert assert = new(statement);
        Location location = statement.Location;
        if (IsTupleThatIsTrue(assert.Test))
            Warn(location.Line);
        if (_level > 0)
            return;
        int end = NewLabel();
        EmitJumpIf(location, assert.Test, end, condition: true);
        Emit(Opcode.LoadAssertionError, location);
        if (!assert.Msg.IsNone)
        {
            EmitExpression(assert.Msg);
            Emit(Opcode.Call, 0, location);
        }

        Emit(Opcode.RaiseVarargs, 1, assert.Test.Location);
        UseLabel(end);
    }
}
