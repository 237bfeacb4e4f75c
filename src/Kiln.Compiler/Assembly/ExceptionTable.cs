using Kiln.Compiler.FlowGraph;

namespace Kiln.Compiler.Assembly;

/// <summary>
/// co_exceptiontable: which handler is for which stretch of code (Objects/exception_handling_notes.txt; assemble_exception_table). An entry is
/// start, length, handler, and depth with a flag, in code units; numbers of six bits a byte, the highest first.
/// </summary>
internal sealed class ExceptionTable
{
    private const byte EntryStart = 0x80;
    private const byte Continuation = 0x40;
    private const int NoHandler = -1;

    private readonly ByteBuffer _output = new();

    /// <summary>The table; valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<PlacedInstruction> instructions, ControlFlowGraph graph, int unitCount)
    {
        _output.Clear();
        if (!graph.HasHandlers)
            return _output.Written;
        int index = NoHandler;
        int handler = ControlFlowGraph.None;
        int start = 0;
        foreach (ref readonly PlacedInstruction instruction in instructions)
        {
            if (instruction.Handler == handler)
                continue;

            // Blocks that begin at the same instruction are one handler, of which the first one that was met tells depth and flag.
            int newIndex = instruction.Handler == ControlFlowGraph.None ? NoHandler : graph[instruction.Handler].FirstIndex;
            if (newIndex == index)
                continue;
            if (index != NoHandler)
                AddEntry(start, instruction.Offset, instructions[index].Offset, graph[handler]);
            start = instruction.Offset;
            handler = instruction.Handler;
            index = newIndex;
        }

        if (index != NoHandler)
            AddEntry(start, unitCount, instructions[index].Offset, graph[handler]);
        return _output.Written;
    }

    private void AddEntry(int start, int end, int handlerOffset, in BasicBlock handler)
    {
        bool preservesLasti = handler.Is(BlockTraits.PreservesLasti);
        int depth = handler.StartDepth - 1 - (preservesLasti ? 1 : 0);
        AddNumber(start, EntryStart);
        AddNumber(end - start, 0);
        AddNumber(handlerOffset, 0);
        AddNumber((depth << 1) | (preservesLasti ? 1 : 0), 0);
    }

    private void AddNumber(int value, byte mark)
    {
        for (int shift = 24; shift > 0; shift -= 6)
        {
            if (value < 1 << shift)
                continue;
            _output.Add((byte)(((value >> shift) & 0x3F) | Continuation | mark));
            mark = 0;
        }

        _output.Add((byte)((value & 0x3F) | mark));
    }
}
