using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Puts real instructions for those that only the compiler knows: convert_pseudo_ops. Jumps follow when the code is placed.</summary>
internal static class PseudoInstructions
{
    public static void Convert(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                switch (instruction.Opcode)
                {
                    case Opcode.SetupFinally or Opcode.SetupCleanup or Opcode.SetupWith:
                        instruction.Clear();
                        break;
                    case Opcode.LoadClosure:
                        instruction.Opcode = Opcode.LoadFast;
                        break;
                    case Opcode.StoreFastMaybeNull:
                        instruction.Opcode = Opcode.StoreFast;
                        break;
                }
            }
        }

        RedundantInstructions.RemoveNopsAndJumps(graph);
    }
}
