using System.Runtime.InteropServices;
using Kiln.Compiler.FlowGraph;
using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.Assembly;

/// <summary>
/// The instructions of a graph one after the other, with the distances of jumps: _PyCfg_ToInstructionSequence, resolve_unconditional_jumps and
/// resolve_jump_offsets.
/// </summary>
internal sealed class CodeLayout(OpcodeTable opcodes)
{
    private PlacedInstruction[] _items = new PlacedInstruction[256];
    private int _count;

    public ReadOnlySpan<PlacedInstruction> Items => _items.AsSpan(0, _count);

    /// <summary>The length of the code in code units.</summary>
    public int UnitCount { get; private set; }

    public void Place(ControlFlowGraph graph)
    {
        _count = NumberBlocks(graph);
        if (_items.Length < _count)
            _items = new PlacedInstruction[_count * 2];
        bool hasJumps = Copy(graph);
        Measure();
        while (hasJumps && ResolveJumps())
            Measure();
    }

    /// <summary>The code itself.</summary>
    public void WriteCode(Span<byte> output)
    {
        Span<ushort> units = MemoryMarshal.Cast<byte, ushort>(output);
        foreach (ref readonly PlacedInstruction item in Items)
        {
            ref readonly OpcodeRow row = ref opcodes[item.Opcode];
            int unit = item.Offset;
            for (int more = item.Size - 1 - row.Caches; more > 0; more--)
                units[unit++] = Unit(opcodes[Opcode.ExtendedArg].Number, item.Oparg >> (8 * more));
            units[unit++] = Unit(row.Number, item.Oparg);
            units.Slice(unit, row.Caches).Clear();
        }
    }

    private static ushort Unit(byte number, int oparg) =>
        BitConverter.IsLittleEndian ? (ushort)(number | ((oparg & 0xFF) << 8)) : (ushort)((number << 8) | (oparg & 0xFF));

    private static int NumberBlocks(ControlFlowGraph graph)
    {
        int count = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            graph[block].FirstIndex = count;
            count += graph[block].Count;
        }

        return count;
    }

    /// <summary>Gives whether there are jumps. Their direction decides which instruction an unconditional one is.</summary>
    private bool Copy(ControlFlowGraph graph)
    {
        bool hasJumps = false;
        int index = 0;
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
        {
            foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
            {
                ref PlacedInstruction item = ref _items[index];
                item.Opcode = instruction.Opcode;
                item.Oparg = instruction.Oparg;
                item.Handler = instruction.Handler;
                item.Location = instruction.Location;
                if (opcodes.Is(instruction.Opcode, OpcodeTraits.Jump))
                {
                    hasJumps = true;
                    item.Target = item.Oparg = graph[instruction.Target].FirstIndex;
                    item.Opcode = DirectedJump(instruction.Opcode, isForward: item.Target > index);
                }

                index++;
            }
        }

        return hasJumps;
    }

    private static Opcode DirectedJump(Opcode opcode, bool isForward) => opcode switch
    {
        Opcode.Jump => isForward ? Opcode.JumpForward : Opcode.JumpBackward,
        Opcode.JumpNoInterrupt => isForward ? Opcode.JumpForward : Opcode.JumpBackwardNoInterrupt,
        _ => opcode,
    };

    private void Measure()
    {
        int offset = 0;
        foreach (ref PlacedInstruction item in _items.AsSpan(0, _count))
        {
            item.Offset = offset;
            item.Size = SizeOf(item);
            offset += item.Size;
        }

        UnitCount = offset;
    }

    private int SizeOf(in PlacedInstruction item)
    {
        int size = 1 + opcodes[item.Opcode].Caches;
        return item.Oparg <= 0xFF ? size : size + 1 + (item.Oparg > 0xFFFF ? 1 : 0) + (item.Oparg > 0xFF_FFFF ? 1 : 0);
    }

    /// <summary>Gives whether a jump needs another number of EXTENDED_ARGs than it was measured with.</summary>
    private bool ResolveJumps()
    {
        bool isChanged = false;
        foreach (ref PlacedInstruction item in _items.AsSpan(0, _count))
        {
            if (!opcodes.Is(item.Opcode, OpcodeTraits.Jump))
                continue;
            item.Oparg = Math.Abs(item.Offset + item.Size - _items[item.Target].Offset);
            isChanged |= SizeOf(item) != item.Size;
        }

        return isChanged;
    }
}
