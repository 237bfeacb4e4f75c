using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>if, for, while, and the ways out of loops.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_if.</summary>
    private void EmitIf(Node statement)
    {
        If branch = new(statement);
        int end = NewLabel();
        bool hasElse = branch.Orelse.Count > 0;
        int next = hasElse ? NewLabel() : end;
        EmitJumpIf(statement.Location, branch.Test, next, condition: false);
        EmitStatements(branch.Body);
        if (hasElse)
        {
            EmitJump(Opcode.JumpNoInterrupt, end, Location.None);
            UseLabel(next);
            EmitStatements(branch.Orelse);
        }

        UseLabel(end);
    }

    /// <summary>compiler_for.</summary>
    private void EmitFor(Node statement)
    {
        For loop = new(statement);
        int start = NewLabel();
        int body = NewLabel();
        int cleanup = NewLabel();
        int end = NewLabel();
        PushBlock(new FrameBlock(FrameBlockKind.ForLoop, start, statement.Location, end));
        EmitExpression(loop.Iter);
        Location location = loop.Iter.Location;
        Emit(Opcode.GetIter, location);

        UseLabel(start);
        EmitJump(Opcode.ForIter, cleanup, location);
        // For tracing the lines of a for of several; dropped where it is of no use.
        Emit(Opcode.Nop, loop.Target.Location);
        UseLabel(body);
        EmitExpression(loop.Target);
        EmitStatements(loop.Body);
        EmitJump(Opcode.Jump, start, Location.None);

        UseLabel(cleanup);
        EmitEndOfFor();
        PopBlock();
        EmitStatements(loop.Orelse);
        UseLabel(end);
    }

    /// <summary>END_FOR stands first, because a generator jumps to it and other iterators behind it.</summary>
    private void EmitEndOfFor()
    {
        Emit(Opcode.EndFor, Location.None);
        Emit(Opcode.PopTop, Location.None);
    }

    /// <summary>compiler_async_for: __anext__ is guarded by a try whose handler ends the loop.</summary>
    private void EmitAsyncFor(Node statement)
    {
        For loop = new(statement);
        Location location = statement.Location;
        if (_unit.Kind != UnitKind.AsyncFunction)
            Fail(location.Line);
        int start = NewLabel();
        int except = NewLabel();
        int end = NewLabel();
        EmitExpression(loop.Iter);
        Emit(Opcode.GetAiter, loop.Iter.Location);

        UseLabel(start);
        PushBlock(new FrameBlock(FrameBlockKind.ForLoop, start, location, end));
        EmitNextOfAsync(except, location);
        EmitExpression(loop.Target);
        EmitStatements(loop.Body);
        EmitJump(Opcode.Jump, start, Location.None);
        PopBlock();

        UseLabel(except);
        Emit(Opcode.EndAsyncFor, loop.Iter.Location);
        EmitStatements(loop.Orelse);
        UseLabel(end);
    }

    /// <summary>Awaits __anext__; its StopAsyncIteration goes to the label.</summary>
    private void EmitNextOfAsync(int except, Location location)
    {
        EmitJump(Opcode.SetupFinally, except, location);
        Emit(Opcode.GetAnext, location);
        EmitNone(location);
        EmitYieldFrom(location, ResumePoint.AfterAwait);
        Emit(Opcode.PopBlock, location);
    }

    /// <summary>compiler_while: the test stands before and after the body.</summary>
    private void EmitWhile(Node statement)
    {
        While loop = new(statement);
        Location location = statement.Location;
        int start = NewLabel();
        int body = NewLabel();
        int end = NewLabel();
        int anchor = NewLabel();
        UseLabel(start);
        PushBlock(new FrameBlock(FrameBlockKind.WhileLoop, start, location, end));
        EmitJumpIf(location, loop.Test, anchor, condition: false);

        UseLabel(body);
        EmitStatements(loop.Body);
        EmitJumpIf(location, loop.Test, body, condition: true);
        PopBlock();

        UseLabel(anchor);
        EmitStatements(loop.Orelse);
        UseLabel(end);
    }

    /// <summary>compiler_break.</summary>
    private void EmitBreak(Node statement)
    {
        Location location = statement.Location;
        Emit(Opcode.Nop, location);
        if (!Unwind(ref location, keepsTop: false, toLoop: true, out FrameBlock loop))
        {
            Fail(statement.Line);
            return;
        }

        Unwind(loop, ref location, keepsTop: false);
        EmitJump(Opcode.Jump, loop.Exit, location);
    }

    /// <summary>compiler_continue.</summary>
    private void EmitContinue(Node statement)
    {
        Location location = statement.Location;
        Emit(Opcode.Nop, location);
        if (Unwind(ref location, keepsTop: false, toLoop: true, out FrameBlock loop))
            EmitJump(Opcode.Jump, loop.Label, location);
        else
            Fail(statement.Line);
    }
}
