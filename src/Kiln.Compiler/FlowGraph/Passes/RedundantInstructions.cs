using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Removes NOPs that no line needs, jumps to the next instruction, and values that are loaded to be dropped.</summary>
internal static class RedundantInstructions
{
    /// <summary>remove_redundant_nops_and_jumps.</summary>
    public static void RemoveNopsAndJumps(ControlFlowGraph graph)
    {
        int changes;
        do
        {
            changes = RemoveNops(graph) + RemoveJumps(graph);
        }
        while (changes > 0);
    }

    /// <summary>remove_redundant_nops_and_pairs: also of LOAD_CONST or COPY 1 and the POP_TOP after it.</summary>
    public static void RemoveNopsAndPairs(ControlFlowGraph graph)
    {
        bool isDone = false;
        while (!isDone)
        {
            isDone = true;
            int previousBlock = ControlFlowGraph.None;
            int previousIndex = 0;
            for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            {
                RemoveNops(graph, block);
                if (graph[block].Is(BlockTraits.Labelled))
                    previousBlock = ControlFlowGraph.None;
                Span<FlowInstruction> instructions = graph.InstructionsOf(block);
                for (int index = 0; index < instructions.Length; index++)
                {
                    if (instructions[index].Opcode == Opcode.PopTop && previousBlock != ControlFlowGraph.None)
                    {
                        ref FlowInstruction previous = ref graph.InstructionsOf(previousBlock)[previousIndex];
                        if (previous.Opcode == Opcode.LoadConst || (previous.Opcode == Opcode.Copy && previous.Oparg == 1))
                        {
                            previous.Clear();
                            instructions[index].Clear();
                            isDone = false;
                        }
                    }

                    (previousBlock, previousIndex) = (block, index);
                }

                if (graph.EndsWith(block, OpcodeTraits.Jump | OpcodeTraits.NoFallThrough))
                    previousBlock = ControlFlowGraph.None;
            }
        }
    }

    /// <summary>remove_redundant_nops; gives how many were removed.</summary>
    public static int RemoveNops(ControlFlowGraph graph)
    {
        int removed = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            removed += RemoveNops(graph, block);
        return removed;
    }

    /// <summary>basicblock_remove_redundant_nops.</summary>
    private static int RemoveNops(ControlFlowGraph graph, int block)
    {
        Span<FlowInstruction> instructions = graph.InstructionsOf(block);
        int kept = 0;
        while (kept < instructions.Length && instructions[kept].Opcode != Opcode.Nop)
            kept++;
        if (kept == instructions.Length)
            return 0;
        int previousLine = kept > 0 ? instructions[kept - 1].Line : Location.None.Line;
        for (int index = kept; index < instructions.Length; index++)
        {
            int line = instructions[index].Line;
            if (instructions[index].Opcode == Opcode.Nop)
            {
                bool isRedundant = line < 0 || previousLine == line
                    || (index < instructions.Length - 1 ? IsTakenOver(instructions, index, line) : line == FirstLineOf(graph, graph[block].Next));
                if (isRedundant)
                    continue;
            }

            if (kept != index)
                instructions[kept] = instructions[index];
            kept++;
            previousLine = line;
        }

        graph[block].Count = kept;
        return instructions.Length - kept;
    }

    /// <summary>Whether the next instruction has the line of a NOP, or has none and then gets it.</summary>
    private static bool IsTakenOver(Span<FlowInstruction> instructions, int nop, int line)
    {
        int nextLine = instructions[nop + 1].Line;
        if (nextLine < 0)
            instructions[nop + 1].Location = instructions[nop].Location;
        return nextLine < 0 || nextLine == line;
    }

    /// <summary>The line of the next instruction that is not a NOP without a line.</summary>
    private static int FirstLineOf(ControlFlowGraph graph, int block)
    {
        block = graph.NonEmptyFrom(block);
        if (block == ControlFlowGraph.None)
            return Location.None.Line;
        foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
        {
            if (instruction.Opcode != Opcode.Nop || instruction.Line != Location.None.Line)
                return instruction.Line;
        }

        return Location.None.Line;
    }

    /// <summary>remove_redundant_jumps; gives how many were removed.</summary>
    private static int RemoveJumps(ControlFlowGraph graph)
    {
        int removed = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            if (!graph.EndsWith(block, OpcodeTraits.Unconditional))
                continue;
            ref FlowInstruction last = ref graph.LastOf(block);
            if (graph.NonEmptyFrom(last.Target) != graph.NonEmptyFrom(graph[block].Next))
                continue;
            last.Clear();
            removed++;
        }

        return removed;
    }
}
