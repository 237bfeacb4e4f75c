using Kiln.Compiler.Assembly;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.FlowGraph;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Assembly;

public class ExceptionTableTests
{
    private const int None = ControlFlowGraph.None;

    [Fact]
    public void A_table_decodes_to_the_handlers_it_was_written_from()
    {
        Random random = new(2);
        ExceptionTable table = new();
        for (int round = 0; round < 1000; round++)
        {
            int count = random.Next(4, 40);
            ControlFlowGraph graph = Graph(random, count, out int blockCount);
            PlacedInstruction[] instructions = Instructions(random, count, blockCount, out int units);

            List<(int Handler, int Depth)> expected = [];
            foreach (PlacedInstruction instruction in instructions)
            {
                (int, int) entry = instruction.Handler == None ? (None, 0) : Entry(graph[instruction.Handler], instructions);
                expected.AddRange(Enumerable.Repeat(entry, instruction.Size));
            }

            Assert.Equal(expected, Decode(table.Write(instructions, graph, units), units));
        }
    }

    private static (int Handler, int Depth) Entry(in BasicBlock block, PlacedInstruction[] instructions)
    {
        int lasti = block.Is(BlockTraits.PreservesLasti) ? 1 : 0;
        return (instructions[block.FirstIndex].Offset, ((block.StartDepth - 1 - lasti) << 1) | lasti);
    }

    private static ControlFlowGraph Graph(Random random, int instructionCount, out int blockCount)
    {
        SyntaxTree tree = new(new SourceText(), new TokenList(), new Identifiers());
        ControlFlowGraph graph = new(OpcodeTable.Of(13), new ConstantCache(tree));
        graph.Reset(new CodeUnit());
        graph.HasHandlers = true;
        blockCount = random.Next(1, 4);
        for (int index = 0; index < blockCount; index++)
        {
            int block = graph.AddBlock();
            graph[block].FirstIndex = instructionCount * index / blockCount;
            graph[block].StartDepth = random.Next(2, 90);
            graph[block].Traits = random.Next(2) == 0 ? BlockTraits.PreservesLasti : BlockTraits.None;
        }

        return graph;
    }

    private static PlacedInstruction[] Instructions(Random random, int count, int blockCount, out int units)
    {
        PlacedInstruction[] instructions = new PlacedInstruction[count];
        int handler = None;
        units = 0;
        foreach (ref PlacedInstruction instruction in instructions.AsSpan())
        {
            if (random.Next(3) == 0)
                handler = random.Next(None, blockCount);
            instruction = new PlacedInstruction { Handler = handler, Offset = units, Size = random.Next(1, 3000) };
            units += instruction.Size;
        }

        return instructions;
    }

    private static List<(int Handler, int Depth)> Decode(ReadOnlySpan<byte> table, int units)
    {
        List<(int, int)> handlers = [.. Enumerable.Repeat((None, 0), units)];
        int position = 0;
        while (position < table.Length)
        {
            Assert.True((table[position] & 0x80) != 0, "an entry begins with the highest bit");
            int start = Number(table, ref position);
            int length = Number(table, ref position);
            (int, int) handler = (Number(table, ref position), Number(table, ref position));
            for (int unit = start; unit < start + length; unit++)
                handlers[unit] = handler;
        }

        return handlers;
    }

    private static int Number(ReadOnlySpan<byte> table, ref int position)
    {
        int value = table[position] & 0x3F;
        while ((table[position++] & 0x40) != 0)
            value = (value << 6) | (table[position] & 0x3F);
        return value;
    }
}
