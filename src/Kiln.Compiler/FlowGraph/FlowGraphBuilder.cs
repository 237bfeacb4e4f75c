using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph;

/// <summary>
/// Cuts a sequence of instructions into basic blocks (instr_sequence_to_cfg of compile.c), finds the targets of jumps
/// (translate_jump_labels_to_targets) and which blocks handle exceptions (mark_except_handlers).
/// </summary>
internal sealed class FlowGraphBuilder
{
    private int[] _blockAt = new int[256];

    public void Build(CodeUnit unit, ControlFlowGraph graph)
    {
        graph.Reset(unit);
        ReadOnlySpan<Instruction> instructions = unit.Instructions.Items;
        ReadOnlySpan<int> labels = unit.Instructions.Labels;
        Span<int> blockAt = MarkTargets(instructions, labels, graph.Opcodes);
        Cut(instructions, blockAt, graph);
        SetTargets(labels, blockAt, graph);
    }

    /// <summary>Marks where a jump leads, or a handler begins.</summary>
    private Span<int> MarkTargets(ReadOnlySpan<Instruction> instructions, ReadOnlySpan<int> labels, OpcodeTable opcodes)
    {
        if (_blockAt.Length < instructions.Length)
            _blockAt = new int[instructions.Length * 2];
        Span<int> blockAt = _blockAt.AsSpan(0, instructions.Length);
        blockAt.Fill(ControlFlowGraph.None);
        foreach (ref readonly Instruction instruction in instructions)
        {
            if (opcodes.Is(instruction.Opcode, OpcodeTraits.Target))
                blockAt[labels[instruction.Oparg]] = 0;
        }

        return blockAt;
    }

    private static void Cut(ReadOnlySpan<Instruction> instructions, Span<int> blockAt, ControlFlowGraph graph)
    {
        Span<FlowInstruction> copies = graph.Reserve(instructions.Length);
        int block = graph.AddBlock();
        bool isTerminated = false;
        for (int index = 0; index < instructions.Length; index++)
        {
            ref readonly Instruction instruction = ref instructions[index];
            bool isTarget = blockAt[index] >= 0;
            if ((isTarget && index > 0) || isTerminated)
                block = Next(graph, block, index);
            if (isTarget)
            {
                graph[block].Traits |= BlockTraits.Labelled;
                blockAt[index] = block;
            }

            ref FlowInstruction copy = ref copies[index];
            copy.Opcode = instruction.Opcode;
            copy.Oparg = instruction.Oparg;
            copy.Target = ControlFlowGraph.None;
            copy.Handler = ControlFlowGraph.None;
            copy.Location = instruction.Location;
            isTerminated = graph.Opcodes.Is(instruction.Opcode, OpcodeTraits.Terminator);
        }

        Close(graph, block, instructions.Length);
    }

    private static int Next(ControlFlowGraph graph, int block, int start)
    {
        Close(graph, block, start);
        int next = graph.AddBlock(start);
        graph[block].Next = next;
        return next;
    }

    private static void Close(ControlFlowGraph graph, int block, int end) =>
        graph[block].Count = graph[block].Capacity = end - graph[block].Start;

    private static void SetTargets(ReadOnlySpan<int> labels, ReadOnlySpan<int> blockAt, ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
            {
                OpcodeTraits traits = graph.Opcodes.TraitsOf(instruction.Opcode);
                if ((traits & OpcodeTraits.Target) == 0)
                    continue;
                instruction.Target = blockAt[labels[instruction.Oparg]];
                instruction.Oparg = 0;
                if ((traits & OpcodeTraits.BlockPush) != 0)
                {
                    graph[instruction.Target].Traits |= BlockTraits.Handler;
                    graph.HasHandlers = true;
                }
            }
        }
    }
}
