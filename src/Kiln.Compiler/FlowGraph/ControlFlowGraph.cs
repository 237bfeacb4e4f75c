using System.Runtime.CompilerServices;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph;

/// <summary>
/// The control flow graph of a code object: cfg_builder of flowgraph.c. Blocks and instructions lie in two arrays that are used again for
/// every graph; a block whose instructions outgrow their room moves to the end. The entry is block 0.
/// </summary>
internal sealed class ControlFlowGraph(OpcodeTable opcodes, ConstantCache cache)
{
    public const int None = -1;

    /// <summary>The block at which control begins; it is never moved.</summary>
    public const int Entry = 0;

    private const int Slack = 4;

    private BasicBlock[] _blocks = new BasicBlock[64];
    private FlowInstruction[] _instructions = new FlowInstruction[1024];
    private int[] _stack = new int[64];
    private int _instructionEnd;

    public OpcodeTable Opcodes { get; } = opcodes;

    public ConstantCache Cache { get; } = cache;

    /// <summary>What the graph is of.</summary>
    public CodeUnit Unit { get; private set; } = new();

    public int BlockCount { get; private set; }

    /// <summary>Whether exceptions are handled anywhere.</summary>
    public bool HasHandlers { get; set; }

    public ref BasicBlock this[int block] => ref _blocks[block];

    /// <summary>Begins a graph anew.</summary>
    public void Reset(CodeUnit unit)
    {
        Unit = unit;
        BlockCount = 0;
        _instructionEnd = 0;
        HasHandlers = false;
    }

    /// <summary>The instructions of a block; valid until instructions are added anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<FlowInstruction> InstructionsOf(int block)
    {
        ref BasicBlock it = ref _blocks[block];
        return _instructions.AsSpan(it.Start, it.Count);
    }

    /// <summary>The instructions of all blocks while the graph is built: one block after the other.</summary>
    public Span<FlowInstruction> Reserve(int count)
    {
        if (_instructions.Length < count)
            _instructions = new FlowInstruction[count * 2];
        _instructionEnd = count;
        return _instructions.AsSpan(0, count);
    }

    /// <summary>cfg_builder_new_block: a block without instructions that nothing leads to.</summary>
    public int AddBlock(int start = 0)
    {
        if (BlockCount == _blocks.Length)
            Array.Resize(ref _blocks, BlockCount * 2);
        _blocks[BlockCount] = new BasicBlock { Start = start, Next = None };
        return BlockCount++;
    }

    /// <summary>An array for at least as many blocks as there are, for passes that go from block to block.</summary>
    public int[] TraversalStack()
    {
        if (_stack.Length < BlockCount)
            _stack = new int[_blocks.Length];
        return _stack;
    }

    /// <summary>make_cfg_traversal_stack: the same, and no block is visited yet.</summary>
    public int[] BeginTraversal()
    {
        for (int block = Entry; block != None; block = _blocks[block].Next)
            _blocks[block].Traits &= ~BlockTraits.Visited;
        return TraversalStack();
    }

    /// <summary>Adds room for instructions at the end of a block, and gives them, not cleared.</summary>
    public Span<FlowInstruction> Extend(int block, int count)
    {
        ref BasicBlock it = ref _blocks[block];
        if (it.Count + count > it.Capacity)
            Move(ref it, it.Count + count + Slack);
        it.Count += count;
        return _instructions.AsSpan(it.Start + it.Count - count, count);
    }

    public bool HasFallThrough(int block) => !EndsWith(block, OpcodeTraits.NoFallThrough);

    /// <summary>Whether the last instruction of a block is of a kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndsWith(int block, OpcodeTraits traits)
    {
        ref BasicBlock it = ref _blocks[block];
        return it.Count > 0 && Opcodes.Is(_instructions[it.Start + it.Count - 1].Opcode, traits);
    }

    /// <summary>The last instruction of a block that has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FlowInstruction LastOf(int block)
    {
        ref BasicBlock it = ref _blocks[block];
        return ref _instructions[it.Start + it.Count - 1];
    }

    /// <summary>next_nonempty_block: the first block from this one on that has instructions, or none.</summary>
    public int NonEmptyFrom(int block)
    {
        while (block != None && _blocks[block].Count == 0)
            block = _blocks[block].Next;
        return block;
    }

    /// <summary>basicblock_add_jump: adds a jump, which no exception handler is for.</summary>
    public void AddJump(int block, in FlowInstruction jump)
    {
        FlowInstruction added = jump with { Handler = None };
        Extend(block, 1)[0] = added;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Move(ref BasicBlock block, int capacity)
    {
        if (_instructionEnd + capacity > _instructions.Length)
            Array.Resize(ref _instructions, Math.Max(_instructionEnd + capacity, _instructions.Length * 2));
        _instructions.AsSpan(block.Start, block.Count).CopyTo(_instructions.AsSpan(_instructionEnd));
        block.Start = _instructionEnd;
        block.Capacity = capacity;
        _instructionEnd += capacity;
    }
}
