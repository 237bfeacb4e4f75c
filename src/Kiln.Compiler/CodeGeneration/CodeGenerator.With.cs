using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>with and async with: PEP 343, PEP 492.</summary>
internal sealed partial class CodeGenerator
{
    private const int AwaitOfExpression = 0;
    private const int AwaitOfEnter = 1;
    private const int AwaitOfExit = 2;

    /// <summary>
    /// compiler_with, from one item on:
    /// <code>
    ///     (expression)  BEFORE_WITH  SETUP_WITH final
    ///     (store, or POP_TOP)  (body)  POP_BLOCK  (exit(None, None, None))  JUMP exit
    /// final:  WITH_EXCEPT_START, and RERAISE if it gives false
    /// exit:
    /// </code>
    /// </summary>
    private void EmitWith(Node statement, int position)
    {
        With with = new(statement);
        WithItem item = new(with.Items[position]);
        int block = NewLabel();
        int final = NewLabel();
        int exit = NewLabel();
        int cleanup = NewLabel();
        EmitExpression(item.ContextExpr);
        Location location = item.ContextExpr.Location;
        Emit(Opcode.BeforeWith, location);
        EmitJump(Opcode.SetupWith, final, location);

        UseLabel(block);
        PushBlock(new FrameBlock(FrameBlockKind.With, block, location, final));
        EmitResultOfEnter(item, location);
        if (position + 1 == with.Items.Count)
            EmitStatements(with.Body);
        else
            EmitWith(statement, position + 1);
        Emit(Opcode.PopBlock, Location.None);
        PopBlock();

        EmitCallOfExit(location);
        Emit(Opcode.PopTop, location);
        EmitJump(Opcode.Jump, exit, location);

        UseLabel(final);
        EmitJump(Opcode.SetupCleanup, cleanup, location);
        Emit(Opcode.PushExcInfo, location);
        Emit(Opcode.WithExceptStart, location);
        EmitEndOfWithExcept(cleanup);
        UseLabel(exit);
    }

    /// <summary>compiler_async_with.</summary>
    private void EmitAsyncWith(Node statement, int position)
    {
        With with = new(statement);
        WithItem item = new(with.Items[position]);
        if (_unit.Kind != UnitKind.AsyncFunction)
            Fail(statement.Line);
        int block = NewLabel();
        int final = NewLabel();
        int exit = NewLabel();
        int cleanup = NewLabel();
        EmitExpression(item.ContextExpr);
        Location location = item.ContextExpr.Location;
        Emit(Opcode.BeforeAsyncWith, location);
        EmitAwait(AwaitOfEnter, location);
        EmitJump(Opcode.SetupWith, final, location);

        UseLabel(block);
        PushBlock(new FrameBlock(FrameBlockKind.AsyncWith, block, location, final));
        EmitResultOfEnter(item, location);
        if (position + 1 == with.Items.Count)
            EmitStatements(with.Body);
        else
            EmitAsyncWith(statement, position + 1);
        PopBlock();
        Emit(Opcode.PopBlock, location);

        EmitCallOfExit(location);
        EmitAwait(AwaitOfExit, location);
        Emit(Opcode.PopTop, location);
        EmitJump(Opcode.Jump, exit, location);

        UseLabel(final);
        EmitJump(Opcode.SetupCleanup, cleanup, location);
        Emit(Opcode.PushExcInfo, location);
        Emit(Opcode.WithExceptStart, location);
        EmitAwait(AwaitOfExit, location);
        EmitEndOfWithExcept(cleanup);
        UseLabel(exit);
    }

    private void EmitResultOfEnter(WithItem item, Location location)
    {
        if (item.OptionalVars.IsNone)
            Emit(Opcode.PopTop, location);
        else
            EmitExpression(item.OptionalVars);
    }

    /// <summary>compiler_call_exit_with_nones.</summary>
    private void EmitCallOfExit(Location location)
    {
        EmitNone(location);
        EmitNone(location);
        EmitNone(location);
        Emit(Opcode.Call, 2, location);
    }

    /// <summary>compiler_with_except_finish: what __exit__ gave decides whether the exception goes on.</summary>
    private void EmitEndOfWithExcept(int cleanup)
    {
        int suppress = NewLabel();
        Emit(Opcode.ToBool, Location.None);
        EmitJump(Opcode.PopJumpIfTrue, suppress, Location.None);
        Emit(Opcode.Reraise, 2, Location.None);

        UseLabel(suppress);
        Emit(Opcode.PopTop, Location.None);
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        Emit(Opcode.PopTop, Location.None);
        Emit(Opcode.PopTop, Location.None);
        int exit = NewLabel();
        EmitJump(Opcode.JumpNoInterrupt, exit, Location.None);

        UseLabel(cleanup);
        EmitPopExceptAndReraise();
        UseLabel(exit);
    }
}
