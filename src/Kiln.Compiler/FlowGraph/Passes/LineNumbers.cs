using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Gives instructions without a location the one of what runs before them, so that what leaves a frame always has a line (PEP 626):
/// resolve_line_numbers.
/// </summary>
internal static class LineNumbers
{
    public static void Resolve(ControlFlowGraph graph)
    {
        DuplicateExits(graph);
        CopyToFallThroughs(graph);
        Propagate(graph);
    }

    public static bool HasNoLine(ControlFlowGraph graph, int block)
    {
        foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
        {
            if (instruction.Line >= 0)
                return false;
        }

        return true;
    }

    /// <summary>duplicate_exits_without_lineno: each jump to an exit without a line gets a copy of it with its own line.</summary>
    private static void DuplicateExits(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (!graph.EndsWith(block, OpcodeTraits.Jump))
                continue;
            int target = graph.NonEmptyFrom(graph.LastOf(block).Target);
            if (graph[target].Predecessors <= 1 || !IsExitWithoutLine(graph, target))
                continue;
            int copy = Copy(graph, target);
            ref FlowInstruction last = ref graph.LastOf(block);
            graph.InstructionsOf(copy)[0].Location = last.Location;
            last.Target = copy;
            graph[target].Predecessors--;
            graph[copy].Predecessors = 1;
            graph[copy].Next = graph[target].Next;
            graph[copy].Traits = BlockTraits.Labelled;
            graph[target].Next = copy;
        }
    }

    private static int Copy(ControlFlowGraph graph, int block)
    {
        int copy = graph.AddBlock();
        Span<FlowInstruction> room = graph.Extend(copy, graph[block].Count);
        graph.InstructionsOf(block).CopyTo(room);
        return copy;
    }

    /// <summary>The other exits without a line are reached by falling through only, and so from one place.</summary>
    private static void CopyToFallThroughs(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            int next = graph[block].Next;
            if (next != ControlFlowGraph.None && graph[block].Count > 0 && graph.HasFallThrough(block) && IsExitWithoutLine(graph, next))
                graph.InstructionsOf(next)[0].Location = graph.LastOf(block).Location;
        }
    }

    /// <summary>is_exit_or_eval_check_without_lineno.</summary>
    private static bool IsExitWithoutLine(ControlFlowGraph graph, int block) =>
        HasNoLine(graph, block) && (graph.EndsWith(block, OpcodeTraits.ScopeExit) || HasEvalBreak(graph, block));

    private static bool HasEvalBreak(ControlFlowGraph graph, int block)
    {
        foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
        {
            if (graph.Opcodes.Is(instruction.Opcode, OpcodeTraits.EvalBreak))
                return true;
        }

        return false;
    }

    /// <summary>propagate_line_numbers.</summary>
    private static void Propagate(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (graph[block].Count == 0)
                continue;
            Location previous = Location.None;
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                if (instruction.Line < 0)
                    instruction.Location = previous;
                else
                    previous = instruction.Location;
            }

            if (graph.HasFallThrough(block) && graph[block].Next != ControlFlowGraph.None)
                CopyToOnlySuccessor(graph, graph[block].Next, previous);
            if (graph.EndsWith(block, OpcodeTraits.Jump))
                CopyToOnlySuccessor(graph, graph.LastOf(block).Target, previous);
        }
    }

    private static void CopyToOnlySuccessor(ControlFlowGraph graph, int block, Location location)
    {
        if (graph[block].Predecessors == 1 && graph[block].Count > 0 && graph.InstructionsOf(block)[0].Line < 0)
            graph.InstructionsOf(block)[0].Location = location;
    }
}
