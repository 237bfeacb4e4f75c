using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Moves the blocks that only exceptions lead to behind all others: push_cold_blocks_to_end.</summary>
internal static class ColdBlocks
{
    public static void PushToEnd(ControlFlowGraph graph)
    {
        // Without handlers no block is cold.
        if (graph[ControlFlowGraph.Entry].Next == ControlFlowGraph.None || !graph.HasHandlers)
            return;
        MarkWarm(graph);
        MarkCold(graph);
        AddExplicitJumps(graph);
        if (MoveToEnd(graph))
            RedundantInstructions.RemoveNopsAndJumps(graph);
    }

    private static void MarkWarm(ControlFlowGraph graph)
    {
        int[] stack = graph.BeginTraversal();
        int top = 0;
        Visit(graph, ControlFlowGraph.Entry, stack, ref top);
        while (top > 0)
        {
            int block = stack[--top];
            graph[block].Traits |= BlockTraits.Warm;
            VisitSuccessors(graph, block, stack, ref top);
        }
    }

    private static void MarkCold(ControlFlowGraph graph)
    {
        int[] stack = graph.BeginTraversal();
        int top = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (graph[block].Is(BlockTraits.Warm))
                graph[block].Traits |= BlockTraits.Visited;
        }

        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (graph[block].Is(BlockTraits.Handler))
                Visit(graph, block, stack, ref top);
        }

        while (top > 0)
        {
            int block = stack[--top];
            graph[block].Traits |= BlockTraits.Cold;
            VisitSuccessors(graph, block, stack, ref top);
        }
    }

    private static void VisitSuccessors(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        if (graph[block].Next != ControlFlowGraph.None && graph.HasFallThrough(block))
            Visit(graph, graph[block].Next, stack, ref top);
        if (graph.EndsWith(block, OpcodeTraits.Jump))
            Visit(graph, graph.LastOf(block).Target, stack, ref top);
    }

    private static void Visit(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        if (graph[block].Is(BlockTraits.Visited))
            return;
        graph[block].Traits |= BlockTraits.Visited;
        stack[top++] = block;
    }

    /// <summary>A cold block that falls through to a warm one will not stand before it any more.</summary>
    private static void AddExplicitJumps(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            int next = graph[block].Next;
            if (!graph[block].Is(BlockTraits.Cold) || next == ControlFlowGraph.None || !graph[next].Is(BlockTraits.Warm) || !graph.HasFallThrough(block))
                continue;
            graph[next].Traits |= BlockTraits.Labelled;
            int jump = graph.AddBlock();
            graph.AddJump(jump, new FlowInstruction { Opcode = Opcode.JumpNoInterrupt, Target = next, Location = Location.None });
            ref BasicBlock added = ref graph[jump];
            added.Traits = BlockTraits.Cold;
            added.Next = next;
            added.Predecessors = 1;
            graph[block].Next = jump;
        }
    }

    private static bool MoveToEnd(ControlFlowGraph graph)
    {
        int firstCold = ControlFlowGraph.None;
        int lastCold = ControlFlowGraph.None;
        int lastWarm = ControlFlowGraph.Entry;
        for (int block = graph[lastWarm].Next; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (!graph[block].Is(BlockTraits.Cold))
            {
                graph[lastWarm].Next = block;
                lastWarm = block;
                continue;
            }

            if (lastCold == ControlFlowGraph.None)
                firstCold = block;
            else
                graph[lastCold].Next = block;
            lastCold = block;
        }

        graph[lastWarm].Next = firstCold;
        if (lastCold == ControlFlowGraph.None)
            return false;
        graph[lastCold].Next = ControlFlowGraph.None;
        return true;
    }
}
