using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Only unconditional jumps go backward: a conditional one jumps over such a jump instead (normalize_jumps).</summary>
internal static class BackwardJumps
{
    public static void Normalize(ControlFlowGraph graph)
    {
        _ = graph.BeginTraversal();
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            graph[block].Traits |= BlockTraits.Visited;
            if (graph.EndsWith(block, OpcodeTraits.Jump) && !graph.EndsWith(block, OpcodeTraits.Unconditional))
                Normalize(graph, block);
        }
    }

    private static void Normalize(ControlFlowGraph graph, int block)
    {
        FlowInstruction last = graph.LastOf(block);
        if (!graph[last.Target].Is(BlockTraits.Visited))
            return;
        int backward = graph.AddBlock();
        graph.AddJump(backward, last with { Opcode = Opcode.Jump, Oparg = 0 });
        graph.LastOf(block).Opcode = ReverseOf(last.Opcode);
        graph.LastOf(block).Target = graph[block].Next;
        graph[backward].Traits = graph[block].Traits & BlockTraits.Cold;
        graph[backward].Next = graph[block].Next;
        graph[block].Next = backward;
    }

    private static Opcode ReverseOf(Opcode opcode) => opcode switch
    {
        Opcode.PopJumpIfNotNone => Opcode.PopJumpIfNone,
        Opcode.PopJumpIfNone => Opcode.PopJumpIfNotNone,
        Opcode.PopJumpIfFalse => Opcode.PopJumpIfTrue,
        Opcode.PopJumpIfTrue => Opcode.PopJumpIfFalse,
        _ => opcode,
    };
}
