using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Puts LOAD_FAST_CHECK where a local may be unbound: add_checks_for_loads_of_uninitialized_variables. The first 64 locals are followed
/// through the whole graph, as bits of a mask; the others within each block only.
/// </summary>
internal sealed class UnboundLocals
{
    private const int MaskBits = 64;

    private int[] _boundIn = [];

    public void AddChecks(ControlFlowGraph graph)
    {
        int localCount = graph.Unit.VariableNames.Count;
        if (localCount == 0)
            return;
        if (localCount > MaskBits)
            CheckWithinBlocks(graph, localCount - MaskBits);
        int[] stack = graph.BeginTraversal();
        int top = 0;
        Push(graph, ControlFlowGraph.Entry, StartMask(graph.Unit.ParameterCount, Math.Min(localCount, MaskBits)), stack, ref top);

        // A local can be deleted anywhere: each block is looked at once, whether it is reached by unbound ones or not.
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            Scan(graph, block, stack, ref top);
        while (top > 0)
        {
            int block = stack[--top];
            graph[block].Traits &= ~BlockTraits.Visited;
            Scan(graph, block, stack, ref top);
        }
    }

    /// <summary>The locals that are not parameters.</summary>
    private static ulong StartMask(int first, int end)
    {
        ulong mask = 0;
        for (int local = first; local < end; local++)
            mask |= 1UL << local;
        return mask;
    }

    /// <summary>maybe_push: a block is looked at again if more locals may be unbound; a visited block is on the stack already.</summary>
    private static void Push(ControlFlowGraph graph, int block, ulong unsafeLocals, int[] stack, ref int top)
    {
        ref BasicBlock it = ref graph[block];
        ulong both = it.UnsafeLocals | unsafeLocals;
        if (it.UnsafeLocals == both)
            return;
        it.UnsafeLocals = both;
        if (it.Is(BlockTraits.Visited))
            return;
        it.Traits |= BlockTraits.Visited;
        stack[top++] = block;
    }

    /// <summary>scan_block_for_locals.</summary>
    private static void Scan(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        ulong mask = graph[block].UnsafeLocals;
        ulong pushedMask = 0;
        int pushedHandler = ControlFlowGraph.None;
        foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
        {
            if (instruction.Handler != ControlFlowGraph.None && (instruction.Handler != pushedHandler || mask != pushedMask))
            {
                (pushedHandler, pushedMask) = (instruction.Handler, mask);
                Push(graph, instruction.Handler, mask, stack, ref top);
            }

            if (instruction.Oparg >= MaskBits)
                continue;
            ulong bit = 1UL << instruction.Oparg;
            switch (instruction.Opcode)
            {
                case Opcode.DeleteFast or Opcode.LoadFastAndClear or Opcode.StoreFastMaybeNull:
                    mask |= bit;
                    break;
                case Opcode.StoreFast or Opcode.LoadFastCheck:
                    mask &= ~bit;
                    break;
                case Opcode.LoadFast:
                    if ((mask & bit) != 0)
                        instruction.Opcode = Opcode.LoadFastCheck;
                    mask &= ~bit;
                    break;
            }
        }

        if (graph[block].Next != ControlFlowGraph.None && graph.HasFallThrough(block))
            Push(graph, graph[block].Next, mask, stack, ref top);
        if (graph.EndsWith(block, OpcodeTraits.Jump))
            Push(graph, graph.LastOf(block).Target, mask, stack, ref top);
    }

    /// <summary>fast_scan_many_locals.</summary>
    private void CheckWithinBlocks(ControlFlowGraph graph, int count)
    {
        if (_boundIn.Length < count)
            _boundIn = new int[count];
        Array.Clear(_boundIn, 0, count);
        int blockNumber = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            blockNumber++;
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                if (instruction.Oparg >= MaskBits)
                    CheckWithinBlock(ref instruction, blockNumber);
            }
        }
    }

    private void CheckWithinBlock(ref FlowInstruction instruction, int blockNumber)
    {
        int local = instruction.Oparg - MaskBits;
        switch (instruction.Opcode)
        {
            case Opcode.DeleteFast or Opcode.LoadFastAndClear or Opcode.StoreFastMaybeNull:
                _boundIn[local] = blockNumber - 1;
                break;
            case Opcode.StoreFast:
                _boundIn[local] = blockNumber;
                break;
            case Opcode.LoadFast:
                if (_boundIn[local] != blockNumber)
                    instruction.Opcode = Opcode.LoadFastCheck;
                _boundIn[local] = blockNumber;
                break;
        }
    }
}
