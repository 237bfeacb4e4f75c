using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Replaces neighbouring instructions, and jumps to jumps, by fewer that do the same: optimize_basic_block. What falls away becomes NOP.
/// </summary>
internal static class Peephole
{
    private const int CompareToBool = 16;
    private const int PushNullAfterGlobal = 1;

    /// <summary>More constants than this in a tuple are built on the stack by code generation.</summary>
    private const int MostFolded = 64;

    public static void Optimize(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            bool hasSwaps = false;
            for (int index = 0; index < graph[block].Count; index++)
                index = OptimizeAt(graph, block, index, ref hasSwaps);
            if (hasSwaps)
                Swaps.Optimize(graph.InstructionsOf(block));
        }
    }

    /// <summary>Gives the index of the instruction that is done; one less to look at it again.</summary>
    private static int OptimizeAt(ControlFlowGraph graph, int block, int index, ref bool hasSwaps)
    {
        Span<FlowInstruction> instructions = graph.InstructionsOf(block);
        ref FlowInstruction instruction = ref instructions[index];
        switch (instruction.Opcode)
        {
            case Opcode.BuildTuple:
                if (!IsUnpackedAgain(instructions, index, ref hasSwaps))
                    FoldTuple(graph, instructions, index);
                return index;
            case Opcode.PopJumpIfNotNone or Opcode.PopJumpIfNone or Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue:
                return FirstOpcodeOf(graph, instruction.Target) == Opcode.Jump ? index - ThreadJump(graph, block, index, instruction.Opcode) : index;
            case Opcode.Jump or Opcode.JumpNoInterrupt:
                return FirstOpcodeOf(graph, instruction.Target) switch
                {
                    Opcode.Jump => index - ThreadJump(graph, block, index, Opcode.Jump),
                    Opcode.JumpNoInterrupt => index - ThreadJump(graph, block, index, instruction.Opcode),
                    _ => index,
                };
            case Opcode.Swap:
                if (instruction.Oparg == 1)
                    instruction.Clear();
                else
                    hasSwaps = true;
                return index;
            default:
                if (index + 1 < instructions.Length)
                    OptimizePair(ref instruction, ref instructions[index + 1]);
                return index;
        }
    }

    private static void OptimizePair(ref FlowInstruction instruction, ref FlowInstruction next)
    {
        switch (instruction.Opcode, next.Opcode)
        {
            case (Opcode.StoreFast, Opcode.StoreFast) when instruction.Oparg == next.Oparg && instruction.Line == next.Line:
                instruction.Set(Opcode.PopTop, 0);
                break;
            case (Opcode.LoadGlobal, Opcode.PushNull) when (instruction.Oparg & PushNullAfterGlobal) == 0:
                instruction.Oparg |= PushNullAfterGlobal;
                next.Clear();
                break;
            case (Opcode.CompareOp, Opcode.ToBool):
                next.Set(Opcode.CompareOp, instruction.Oparg | CompareToBool);
                instruction.Clear();
                break;
            case (Opcode.ContainsOp or Opcode.IsOp, Opcode.ToBool):
                next.Set(instruction.Opcode, instruction.Oparg);
                instruction.Clear();
                break;
            case (Opcode.ToBool, Opcode.ToBool):
                instruction.Clear();
                break;
            case (Opcode.UnaryNot, Opcode.ToBool):
                instruction.Clear();
                next.Set(Opcode.UnaryNot, 0);
                break;
            case (Opcode.UnaryNot, Opcode.UnaryNot):
                instruction.Clear();
                next.Clear();
                break;
        }
    }

    /// <summary>BUILD_TUPLE and UNPACK_SEQUENCE of one, two or three items: at most a SWAP is left.</summary>
    private static bool IsUnpackedAgain(Span<FlowInstruction> instructions, int build, ref bool hasSwaps)
    {
        int count = instructions[build].Oparg;
        if (count is < 1 or > 3 || build + 1 == instructions.Length)
            return false;
        ref FlowInstruction next = ref instructions[build + 1];
        if (next.Opcode != Opcode.UnpackSequence || next.Oparg != count)
            return false;
        instructions[build].Clear();
        if (count == 1)
            next.Clear();
        else
            next.Opcode = Opcode.Swap;
        hasSwaps |= count > 1;
        return true;
    }

    /// <summary>fold_tuple_on_constants.</summary>
    private static void FoldTuple(ControlFlowGraph graph, Span<FlowInstruction> instructions, int build)
    {
        int count = instructions[build].Oparg;
        if (count > build)
            return;
        Span<FlowInstruction> loads = instructions.Slice(build - count, count);
        foreach (ref readonly FlowInstruction load in loads)
        {
            if (load.Opcode != Opcode.LoadConst)
                return;
        }

        // SAFETY: the length is bounded.
        Span<int> items = count <= MostFolded ? stackalloc int[count] : new int[count];
        for (int index = 0; index < count; index++)
        {
            items[index] = graph.Unit.Constants.Numbers[loads[index].Oparg];
            loads[index].Clear();
        }

        instructions[build].Set(Opcode.LoadConst, graph.Unit.Constants.Add(graph.Cache.MergeTuple(items)));
    }

    private static Opcode FirstOpcodeOf(ControlFlowGraph graph, int block) =>
        graph[block].Count > 0 ? graph.InstructionsOf(block)[0].Opcode : Opcode.Cache;

    /// <summary>jump_thread: a jump to a jump becomes a NOP and a jump to where that leads; 1, unless both lead to the same.</summary>
    private static int ThreadJump(ControlFlowGraph graph, int block, int index, Opcode opcode)
    {
        ref FlowInstruction jump = ref graph.InstructionsOf(block)[index];
        FlowInstruction second = graph.InstructionsOf(jump.Target)[0];
        if (jump.Target == second.Target)
            return 0;
        jump.Clear();
        graph.AddJump(block, second with { Opcode = opcode });
        return 1;
    }
}
