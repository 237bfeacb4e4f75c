using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Blocks around the place where code is generated, and leaving them by return, break and continue.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_push_fblock.</summary>
    private void PushBlock(in FrameBlock block)
    {
        if (_unit.BlockCount >= Limits.FrameBlocks)
            Fail(block.Location.Line);
        _unit.PushBlock(block);
    }

    /// <summary>compiler_pop_fblock.</summary>
    private void PopBlock() => _unit.PopBlock();

    /// <summary>
    /// compiler_unwind_fblock_stack: emits what all blocks need when they are left, up to the first loop where one is looked for. Gives whether
    /// it was found; then it is <paramref name="loop"/>. The place becomes artificial after a finally body or an exit of a with.
    /// </summary>
    private bool Unwind(ref Location location, bool keepsTop, bool toLoop, out FrameBlock loop)
    {
        loop = default;
        if (_unit.BlockCount == 0)
            return false;
        FrameBlock top = _unit.TopBlock;
        if (top.Kind == FrameBlockKind.ExceptionGroupHandler)
        {
            Fail(location.Line);
            return false;
        }

        if (toLoop && top.IsLoop)
        {
            loop = top;
            return true;
        }

        _unit.PopBlock();
        Unwind(top, ref location, keepsTop);
        bool isFound = Unwind(ref location, keepsTop, toLoop, out loop);
        _unit.PushBlock(top);
        return isFound;
    }

    /// <summary>compiler_unwind_fblock.</summary>
    private void Unwind(in FrameBlock block, ref Location location, bool keepsTop)
    {
        switch (block.Kind)
        {
            case FrameBlockKind.ForLoop or FrameBlockKind.PopValue:
                EmitPopBelow(location, keepsTop);
                break;
            case FrameBlockKind.TryExcept:
                Emit(Opcode.PopBlock, location);
                break;
            case FrameBlockKind.FinallyTry:
                UnwindFinally(block, ref location, keepsTop);
                break;
            case FrameBlockKind.FinallyEnd:
                EmitPopBelow(location, keepsTop);
                if (keepsTop)
                    Emit(Opcode.Swap, 2, location);
                Emit(Opcode.PopBlock, location);
                Emit(Opcode.PopExcept, location);
                break;
            case FrameBlockKind.With or FrameBlockKind.AsyncWith:
                UnwindWith(block, ref location, keepsTop);
                break;
            case FrameBlockKind.HandlerCleanup:
                UnwindHandler(block, location, keepsTop);
                break;
        }
    }

    /// <summary>Pops the value that is on top, or below the one that is kept.</summary>
    private void EmitPopBelow(Location location, bool keepsTop)
    {
        if (keepsTop)
            Emit(Opcode.Swap, 2, location);
        Emit(Opcode.PopTop, location);
    }

    private void UnwindFinally(in FrameBlock block, ref Location location, bool keepsTop)
    {
        Emit(Opcode.PopBlock, location);
        if (keepsTop)
            PushBlock(new FrameBlock(FrameBlockKind.PopValue, FrameBlock.NoLabel, location));
        EmitStatements(new NodeList(tree, block.Datum));
        if (keepsTop)
            PopBlock();
        location = Location.None;
    }

    private void UnwindWith(in FrameBlock block, ref Location location, bool keepsTop)
    {
        location = block.Location;
        Emit(Opcode.PopBlock, location);
        if (keepsTop)
            Emit(Opcode.Swap, 2, location);
        EmitCallOfExit(location);
        if (block.Kind == FrameBlockKind.AsyncWith)
            EmitAwait(AwaitOfExit, location);
        Emit(Opcode.PopTop, location);
        location = Location.None;
    }

    private void UnwindHandler(in FrameBlock block, Location location, bool keepsTop)
    {
        Identifier name = new(block.Datum);
        if (!name.IsNone)
            Emit(Opcode.PopBlock, location);
        if (keepsTop)
            Emit(Opcode.Swap, 2, location);
        Emit(Opcode.PopBlock, location);
        Emit(Opcode.PopExcept, location);
        if (!name.IsNone)
            EmitForgetException(name, location);
    }
}
