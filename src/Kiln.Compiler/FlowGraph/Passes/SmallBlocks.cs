using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Puts copies of small exits, and of blocks without lines, in the place of jumps to them: inline_small_or_no_lineno_blocks.
/// </summary>
internal static class SmallBlocks
{
    private const int MaxCopySize = 4;

    public static void Inline(ControlFlowGraph graph)
    {
        // Every change removes a jump, so there is an end.
        bool isChanged;
        do
        {
            isChanged = false;
            for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
                isChanged |= graph.EndsWith(block, OpcodeTraits.Unconditional) && TryInline(graph, block);
        }
        while (isChanged);
    }

    private static bool TryInline(ControlFlowGraph graph, int block)
    {
        int target = graph.LastOf(block).Target;
        bool isSmallExit = graph[target].Count <= MaxCopySize && graph.EndsWith(target, OpcodeTraits.ScopeExit);
        bool isWithoutLine = !graph.HasFallThrough(target) && LineNumbers.HasNoLine(graph, target);
        if (!isSmallExit && !isWithoutLine)
            return false;
        Opcode removed = graph.LastOf(block).Opcode;
        graph.LastOf(block).Clear();
        int count = graph[target].Count;
        Span<FlowInstruction> room = graph.Extend(block, count);
        graph.InstructionsOf(target)[..count].CopyTo(room);

        // So that no check for signals gets lost.
        if (isWithoutLine && removed == Opcode.Jump && graph.EndsWith(block, OpcodeTraits.Unconditional))
            graph.LastOf(block).Opcode = Opcode.Jump;
        graph[target].Predecessors--;
        return true;
    }
}
