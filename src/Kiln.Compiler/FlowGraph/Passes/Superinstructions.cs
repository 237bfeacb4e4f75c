using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Makes one instruction of two neighbours that load and store fast locals: insert_superinstructions.</summary>
internal static class Superinstructions
{
    private const int OpargLimit = 16;
    private const int OpargBits = 4;

    public static void Insert(ControlFlowGraph graph)
    {
        if (graph.Unit.VariableNames.Count == 0)
            return;
        bool isChanged = false;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            Span<FlowInstruction> instructions = graph.InstructionsOf(block);
            for (int index = 0; index + 1 < instructions.Length; index++)
            {
                if (instructions[index].Opcode is Opcode.LoadFast or Opcode.StoreFast)
                    isChanged |= TryCombine(ref instructions[index], ref instructions[index + 1]);
            }
        }

        if (isChanged)
            RedundantInstructions.RemoveNops(graph);
    }

    private static bool TryCombine(ref FlowInstruction first, ref FlowInstruction second)
    {
        Opcode both = (first.Opcode, second.Opcode) switch
        {
            (Opcode.LoadFast, Opcode.LoadFast) => Opcode.LoadFastLoadFast,
            (Opcode.StoreFast, Opcode.LoadFast) => Opcode.StoreFastLoadFast,
            (Opcode.StoreFast, Opcode.StoreFast) => Opcode.StoreFastStoreFast,
            _ => Opcode.Nop,
        };
        bool isOnOneLine = first.Line < 0 || second.Line < 0 || first.Line == second.Line;
        if (both == Opcode.Nop || !isOnOneLine || first.Oparg >= OpargLimit || second.Oparg >= OpargLimit)
            return false;
        first.Set(both, (first.Oparg << OpargBits) | second.Oparg);
        second.Clear();
        return true;
    }
}
