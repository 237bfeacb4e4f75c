using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Drops the constants that no instruction loads any more: remove_unused_consts.</summary>
internal sealed class UnusedConstants
{
    private const int Unused = -1;

    private int[] _newPlaces = new int[64];
    private int[] _kept = new int[64];

    public void Remove(ControlFlowGraph graph)
    {
        int count = graph.Unit.Constants.Count;
        if (count == 0)
            return;
        if (_newPlaces.Length < count)
        {
            _newPlaces = new int[count * 2];
            _kept = new int[count * 2];
        }

        if (MarkUsed(graph, _newPlaces.AsSpan(0, count)) == count)
            return;
        int kept = 0;
        for (int place = 0; place < count; place++)
        {
            if (_newPlaces[place] == Unused)
                continue;
            _newPlaces[place] = kept;
            _kept[kept++] = place;
        }

        graph.Unit.Constants.Keep(_kept.AsSpan(0, kept));
        Renumber(graph);
    }

    /// <summary>Marks what is used; gives how many are.</summary>
    private static int MarkUsed(ControlFlowGraph graph, Span<int> newPlaces)
    {
        newPlaces.Fill(Unused);

        // The first may be the docstring.
        newPlaces[0] = 0;
        int used = 1;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
            {
                if (!graph.Opcodes.Is(instruction.Opcode, OpcodeTraits.Constant))
                    continue;
                ref int place = ref newPlaces[instruction.Oparg];
                used += place == Unused ? 1 : 0;
                place = 0;
            }
        }

        return used;
    }

    private void Renumber(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                if (graph.Opcodes.Is(instruction.Opcode, OpcodeTraits.Constant))
                    instruction.Oparg = _newPlaces[instruction.Oparg];
            }
        }
    }
}
