using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Counts how many ways lead to each block, and empties those that none leads to: remove_unreachable.</summary>
internal static class UnreachableBlocks
{
    public static void Remove(ControlFlowGraph graph)
    {
        int[] stack = BeginCounting(graph);
        int top = 0;
        graph[ControlFlowGraph.Entry].Predecessors = 1;
        graph[ControlFlowGraph.Entry].Traits |= BlockTraits.Visited;
        stack[top++] = ControlFlowGraph.Entry;
        while (top > 0)
        {
            int block = stack[--top];
            int next = graph[block].Next;
            if (next != ControlFlowGraph.None && graph.HasFallThrough(block))
                Count(graph, next, stack, ref top);
            CountTargets(graph, block, stack, ref top);
        }

        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            ref BasicBlock it = ref graph[block];
            if (it.Predecessors > 0)
                continue;
            it.Count = 0;
            it.Traits &= ~BlockTraits.Handler;
        }
    }

    /// <summary>Only the last instruction jumps; handlers may begin anywhere.</summary>
    private static void CountTargets(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        if (!graph.HasHandlers)
        {
            if (graph.EndsWith(block, OpcodeTraits.Jump))
                Count(graph, graph.LastOf(block).Target, stack, ref top);
            return;
        }

        foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
        {
            if (graph.Opcodes.Is(instruction.Opcode, OpcodeTraits.Target))
                Count(graph, instruction.Target, stack, ref top);
        }
    }

    private static int[] BeginCounting(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            graph[block].Predecessors = 0;
        return graph.BeginTraversal();
    }

    private static void Count(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        ref BasicBlock it = ref graph[block];
        it.Predecessors++;
        if (it.Is(BlockTraits.Visited))
            return;
        it.Traits |= BlockTraits.Visited;
        stack[top++] = block;
    }
}
