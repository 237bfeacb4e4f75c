using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>try with except*: PEP 654.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>
    /// compiler_try_star_except. Each handler takes its part out of the group; what they raise and what is left over is collected in a list,
    /// of which PREP_RERAISE_STAR makes what is raised in the end. On the stack: the group, that list, the rest.
    /// </summary>
    private void EmitTryExceptStar(Node statement)
    {
        Try block = new(statement);
        Location location = statement.Location;
        int body = NewLabel();
        int except = NewLabel();
        int orelse = NewLabel();
        int end = NewLabel();
        int cleanup = NewLabel();
        int reraiseStar = NewLabel();
        EmitJump(Opcode.SetupFinally, except, location);

        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.TryExcept, body, location));
        EmitStatements(block.Body);
        PopBlock();
        Emit(Opcode.PopBlock, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, orelse, Location.None);

        UseLabel(except);
        EmitJump(Opcode.SetupCleanup, cleanup, Location.None);
        Emit(Opcode.PushExcInfo, Location.None);
        PushBlock(new FrameBlock(FrameBlockKind.ExceptionGroupHandler, FrameBlock.NoLabel, location));
        NodeList handlers = block.Handlers;
        for (int index = 0; index < handlers.Count; index++)
        {
            EmitStarHandler(handlers[index], isFirst: index == 0);
            if (index < handlers.Count - 1)
                continue;
            // What no handler took, or None.
            Emit(Opcode.ListAppend, 1, Location.None);
            EmitJump(Opcode.JumpNoInterrupt, reraiseStar, Location.None);
        }

        PopBlock();
        EmitReraiseStar(reraiseStar, end);
        UseLabel(cleanup);
        EmitPopExceptAndReraise();
        UseLabel(orelse);
        EmitStatements(block.Orelse);
        UseLabel(end);
    }

    private void EmitStarHandler(Node node, bool isFirst)
    {
        ExceptHandler handler = new(node);
        Location location = node.Location;
        int next = NewLabel();
        int withError = NewLabel();
        int noMatch = NewLabel();
        if (isFirst)
        {
            Emit(Opcode.BuildList, 0, location);
            Emit(Opcode.Copy, 2, location);
        }

        if (!handler.Type.IsNone)
        {
            EmitExpression(handler.Type);
            Emit(Opcode.CheckEgMatch, location);
            Emit(Opcode.Copy, 1, location);
            EmitJump(Opcode.PopJumpIfNone, noMatch, location);
        }

        EmitBodyOfStarHandler(handler, next, withError, location);
        UseLabel(next);
        // It holds the location that is propagated to it.
        Emit(Opcode.Nop, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, withError, Location.None);
        UseLabel(noMatch);
        Emit(Opcode.PopTop, location);
        UseLabel(withError);
    }

    private void EmitBodyOfStarHandler(ExceptHandler handler, int next, int withError, Location location)
    {
        int cleanup = NewLabel();
        int body = NewLabel();
        Identifier name = handler.Name;
        if (name.IsNone)
            Emit(Opcode.PopTop, location);
        else
            EmitName(name, ExprContext.Store, location);
        EmitJump(Opcode.SetupCleanup, cleanup, location);

        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.HandlerCleanup, body, location, Datum: name.Id));
        EmitStatements(handler.Body);
        PopBlock();
        Emit(Opcode.PopBlock, Location.None);
        if (!name.IsNone)
            EmitForgetException(name, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, next, Location.None);

        UseLabel(cleanup);
        if (!name.IsNone)
            EmitForgetException(name, Location.None);
        Emit(Opcode.ListAppend, 3, Location.None);
        Emit(Opcode.PopTop, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, withError, Location.None);
    }

    private void EmitReraiseStar(int reraiseStar, int end)
    {
        int reraise = NewLabel();
        UseLabel(reraiseStar);
        Emit(Opcode.CallIntrinsic2, IntrinsicFunction.PrepReraiseStar, Location.None);
        Emit(Opcode.Copy, 1, Location.None);
        EmitJump(Opcode.PopJumpIfNotNone, reraise, Location.None);

        Emit(Opcode.PopTop, Location.None);
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);

        UseLabel(reraise);
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.Swap, 2, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        Emit(Opcode.Reraise, 0, Location.None);
    }
}
