using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Instructions;

/// <summary>The instructions of one code object in the order of their emission, and its labels: Python/instruction_sequence.c.</summary>
internal sealed class InstructionSequence
{
    private const int SmallestCapacity = 256;
    private const int Unused = -1;

    private Instruction[] _items = new Instruction[SmallestCapacity];
    private int[] _labels = new int[SmallestCapacity];

    public int Count { get; private set; }

    /// <summary>Labels that were made; their numbers are below it.</summary>
    public int LabelCount { get; private set; }

    public ReadOnlySpan<Instruction> Items => _items.AsSpan(0, Count);

    /// <summary>For each label the index of the instruction that it stands before; -1 for one that was never used.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, LabelCount);

    public void Clear()
    {
        Count = 0;
        LabelCount = 0;
    }

    /// <summary>A new label that stands nowhere yet.</summary>
    public int NewLabel()
    {
        if (LabelCount == _labels.Length)
            Array.Resize(ref _labels, LabelCount * 2);
        _labels[LabelCount] = Unused;
        return LabelCount++;
    }

    /// <summary>Places a label before the next instruction.</summary>
    public void UseLabel(int label) => _labels[label] = Count;

    public void Add(Opcode opcode, int oparg, in Location location)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        ref Instruction item = ref _items[Count++];
        item.Opcode = opcode;
        item.Oparg = oparg;
        item.Location = location;
    }

    /// <summary>Inserts before the instruction at <paramref name="index"/>; labels from there on move with it.</summary>
    public void Insert(int index, Opcode opcode, int oparg, Location location)
    {
        Add(opcode, oparg, location);
        Instruction added = _items[Count - 1];
        Array.Copy(_items, index, _items, index + 1, Count - 1 - index);
        _items[index] = added;
        foreach (ref int label in _labels.AsSpan(0, LabelCount))
        {
            if (label >= index)
                label++;
        }
    }
}
