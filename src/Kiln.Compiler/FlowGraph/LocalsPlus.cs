using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph;

/// <summary>
/// Gives cell and free variables their places behind the locals, a cell that is a parameter the parameter's, and adds the instructions that
/// make them: prepare_localsplus.
/// </summary>
internal sealed class LocalsPlus
{
    private const CodeFlags Generators = CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator;

    private int[] _places = new int[16];
    private int[] _cellAt = new int[16];

    /// <summary>Gives the number of all variables.</summary>
    public int Prepare(ControlFlowGraph graph)
    {
        CodeUnit unit = graph.Unit;
        int localCount = unit.VariableNames.Count;
        int cellCount = unit.CellVariables.Count;
        int count = cellCount + unit.FreeVariables.Count;
        if (count > _places.Length)
            _places = new int[count * 2];
        Span<int> places = _places.AsSpan(0, count);
        FindPlaces(unit, places);
        InsertPrefix(graph, places[..cellCount]);
        if (count == 0)
            return localCount;
        int dropped = CloseGaps(places, localCount);
        MoveCells(graph, places);
        return localCount + count - dropped;
    }

    /// <summary>build_cellfixedoffsets.</summary>
    private static void FindPlaces(CodeUnit unit, Span<int> places)
    {
        for (int index = 0; index < places.Length; index++)
            places[index] = unit.VariableNames.Count + index;
        for (int cell = 0; cell < unit.CellVariables.Count; cell++)
        {
            int local = unit.VariableNames.Find(unit.CellVariables[cell]);
            if (local >= 0)
                places[cell] = local;
        }
    }

    /// <summary>insert_prefix_instructions: COPY_FREE_VARS, a MAKE_CELL for each cell in the order of the places, the beginning of a generator.</summary>
    private void InsertPrefix(ControlFlowGraph graph, ReadOnlySpan<int> cellPlaces)
    {
        CodeUnit unit = graph.Unit;
        int freeCount = unit.FreeVariables.Count;
        bool isGenerator = (unit.Flags & Generators) != 0;
        int added = (freeCount > 0 ? 1 : 0) + cellPlaces.Length + (isGenerator ? 2 : 0);
        if (added == 0)
            return;
        int old = graph[ControlFlowGraph.Entry].Count;
        _ = graph.Extend(ControlFlowGraph.Entry, added);
        Span<FlowInstruction> instructions = graph.InstructionsOf(ControlFlowGraph.Entry);
        instructions[..old].CopyTo(instructions[added..]);
        int next = 0;
        if (freeCount > 0)
            instructions[next++] = Prefix(Opcode.CopyFreeVars, freeCount, Location.None);
        foreach (int cell in InOrderOfPlaces(cellPlaces, unit.VariableNames.Count))
            instructions[next++] = Prefix(Opcode.MakeCell, cell, Location.None);
        if (isGenerator)
        {
            Location location = new(unit.FirstLine, -1, unit.FirstLine, -1);
            instructions[next++] = Prefix(Opcode.ReturnGenerator, 0, location);
            instructions[next] = Prefix(Opcode.PopTop, 0, location);
        }
    }

    private Span<int> InOrderOfPlaces(ReadOnlySpan<int> places, int localCount)
    {
        int size = places.Length + localCount;
        if (_cellAt.Length < size)
            _cellAt = new int[size * 2];
        Span<int> cellAt = _cellAt.AsSpan(0, size);
        cellAt.Clear();
        for (int cell = 0; cell < places.Length; cell++)
            cellAt[places[cell]] = cell + 1;
        int count = 0;
        foreach (int cell in cellAt)
        {
            if (cell > 0)
                cellAt[count++] = cell - 1;
        }

        return cellAt[..count];
    }

    private static FlowInstruction Prefix(Opcode opcode, int oparg, Location location) =>
        new() { Opcode = opcode, Oparg = oparg, Target = ControlFlowGraph.None, Handler = ControlFlowGraph.None, Location = location };

    /// <summary>The first half of fix_cell_offsets: cells that are parameters leave no gap. Gives how many there are.</summary>
    private static int CloseGaps(Span<int> places, int localCount)
    {
        int dropped = 0;
        for (int index = 0; index < places.Length; index++)
        {
            if (places[index] == index + localCount)
                places[index] -= dropped;
            else
                dropped++;
        }

        return dropped;
    }

    /// <summary>The second half of fix_cell_offsets.</summary>
    private static void MoveCells(ControlFlowGraph graph, ReadOnlySpan<int> places)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                if (instruction.Opcode is Opcode.MakeCell or Opcode.LoadClosure or Opcode.LoadDeref or Opcode.StoreDeref
                    or Opcode.DeleteDeref or Opcode.LoadFromDictOrDeref)
                    instruction.Oparg = places[instruction.Oparg];
            }
        }
    }
}
