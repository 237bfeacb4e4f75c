namespace Kiln.Compiler.FlowGraph;

/// <summary>Instructions that are run one after the other, with jumps to the first and from the last only: basicblock of flowgraph.c.</summary>
internal struct BasicBlock
{
    /// <summary>Where its instructions begin in those of the graph.</summary>
    public int Start;

    /// <summary>b_iused.</summary>
    public int Count;

    /// <summary>How many instructions have room there.</summary>
    public int Capacity;

    /// <summary>b_next: the block after it in the order of the code, or none.</summary>
    public int Next;

    public int Predecessors;

    /// <summary>b_startdepth: the depth of the stack on entry.</summary>
    public int StartDepth;

    /// <summary>The stack of handlers on entry, while exception targets are found.</summary>
    public int Handlers;

    /// <summary>The index of its first instruction in the assembled code.</summary>
    public int FirstIndex;

    /// <summary>b_unsafe_locals_mask: which of the first 64 locals may be unbound on entry.</summary>
    public ulong UnsafeLocals;

    public BlockTraits Traits;

    public readonly bool Is(BlockTraits traits) => (Traits & traits) != 0;
}
