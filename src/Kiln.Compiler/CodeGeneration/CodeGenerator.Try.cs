using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>try with except and finally.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_try, compiler_try_star.</summary>
    private void EmitTry(Node statement)
    {
        if (new Try(statement).Finalbody.Count > 0)
            EmitTryFinally(statement);
        else
            EmitTryExcept(statement);
    }

    private void EmitTryExcept(Node statement)
    {
        if (statement.Kind == NodeKind.TryStar)
            EmitTryExceptStar(statement);
        else
            EmitTryExceptPlain(statement);
    }

    /// <summary>
    /// compiler_try_finally, compiler_try_star_finally: the finally body twice, for leaving without an exception and with one.
    /// <code>
    ///     SETUP_FINALLY end  (body)  POP_BLOCK  (finally body)  JUMP exit
    /// end:  (finally body)  RERAISE
    /// exit:
    /// </code>
    /// </summary>
    private void EmitTryFinally(Node statement)
    {
        Try block = new(statement);
        Location location = statement.Location;
        int body = NewLabel();
        int end = NewLabel();
        int exit = NewLabel();
        int cleanup = NewLabel();
        EmitJump(Opcode.SetupFinally, end, location);

        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.FinallyTry, body, location, end, block.Finalbody.Start));
        if (block.Handlers.Count > 0)
            EmitTryExcept(statement);
        else
            EmitStatements(block.Body);
        Emit(Opcode.PopBlock, Location.None);
        PopBlock();
        EmitStatements(block.Finalbody);
        EmitJump(Opcode.JumpNoInterrupt, exit, Location.None);

        UseLabel(end);
        EmitJump(Opcode.SetupCleanup, cleanup, Location.None);
        Emit(Opcode.PushExcInfo, Location.None);
        PushBlock(new FrameBlock(FrameBlockKind.FinallyEnd, end, Location.None));
        EmitStatements(block.Finalbody);
        PopBlock();
        Emit(Opcode.Reraise, 0, Location.None);

        UseLabel(cleanup);
        EmitPopExceptAndReraise();
        UseLabel(exit);
    }

    /// <summary>
    /// compiler_try_except:
    /// <code>
    ///     SETUP_FINALLY except  (body)  POP_BLOCK  (else)  JUMP end
    /// except:  PUSH_EXC_INFO
    ///     (type)  CHECK_EXC_MATCH  POP_JUMP_IF_FALSE next  (store name)  (handler)  JUMP end
    /// next:  …
    ///     RERAISE
    /// end:
    /// </code>
    /// </summary>
    private void EmitTryExceptPlain(Node statement)
    {
        Try block = new(statement);
        Location location = statement.Location;
        int body = NewLabel();
        int except = NewLabel();
        int end = NewLabel();
        int cleanup = NewLabel();
        EmitJump(Opcode.SetupFinally, except, location);

        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.TryExcept, body, location));
        EmitStatements(block.Body);
        PopBlock();
        Emit(Opcode.PopBlock, Location.None);
        EmitStatements(block.Orelse);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);

        UseLabel(except);
        EmitJump(Opcode.SetupCleanup, cleanup, Location.None);
        Emit(Opcode.PushExcInfo, Location.None);
        PushBlock(new FrameBlock(FrameBlockKind.ExceptionHandler, FrameBlock.NoLabel, location));
        NodeList handlers = block.Handlers;
        for (int index = 0; index < handlers.Count; index++)
        {
            if (new ExceptHandler(handlers[index]).Type.IsNone && index < handlers.Count - 1)
                Fail(handlers[index].Line);
            EmitHandler(handlers[index], end);
        }

        PopBlock();
        Emit(Opcode.Reraise, 0, Location.None);
        UseLabel(cleanup);
        EmitPopExceptAndReraise();
        UseLabel(end);
    }

    private void EmitHandler(Node node, int end)
    {
        ExceptHandler handler = new(node);
        Location location = node.Location;
        int next = NewLabel();
        if (!handler.Type.IsNone)
        {
            EmitExpression(handler.Type);
            Emit(Opcode.CheckExcMatch, location);
            EmitJump(Opcode.PopJumpIfFalse, next, location);
        }

        if (handler.Name.IsNone)
            EmitBodyOfHandler(handler, end, location);
        else
            EmitBodyOfNamedHandler(handler, end, location);
        UseLabel(next);
    }

    private void EmitBodyOfHandler(ExceptHandler handler, int end, Location location)
    {
        int body = NewLabel();
        Emit(Opcode.PopTop, location);
        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.HandlerCleanup, body, location));
        EmitStatements(handler.Body);
        PopBlock();
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);
    }

    /// <summary>The body is in a try of its own, that finally sets the name to None (the body may have deleted it) and deletes it.</summary>
    private void EmitBodyOfNamedHandler(ExceptHandler handler, int end, Location location)
    {
        int cleanup = NewLabel();
        int body = NewLabel();
        EmitName(handler.Name, ExprContext.Store, location);
        EmitJump(Opcode.SetupCleanup, cleanup, location);

        UseLabel(body);
        PushBlock(new FrameBlock(FrameBlockKind.HandlerCleanup, body, location, Datum: handler.Name.Id));
        EmitStatements(handler.Body);
        PopBlock();
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        EmitForgetException(handler.Name, Location.None);
        EmitJump(Opcode.JumpNoInterrupt, end, Location.None);

        UseLabel(cleanup);
        EmitForgetException(handler.Name, Location.None);
        Emit(Opcode.Reraise, 1, Location.None);
    }

    /// <summary><c>name = None; del name</c></summary>
    private void EmitForgetException(Identifier name, Location location)
    {
        EmitNone(location);
        EmitName(name, ExprContext.Store, location);
        EmitName(name, ExprContext.Del, location);
    }

    /// <summary>compiler_pop_except_and_reraise, with [exc_info, lasti, exc] on the stack.</summary>
    private void EmitPopExceptAndReraise()
    {
        Emit(Opcode.Copy, 3, Location.None);
        Emit(Opcode.PopExcept, Location.None);
        Emit(Opcode.Reraise, 1, Location.None);
    }
}
