namespace Kiln.Compiler.FlowGraph;

/// <summary>What is known of a <see cref="BasicBlock"/>.</summary>
[Flags]
internal enum BlockTraits
{
    None = 0,

    /// <summary>It has a label: something jumps to it, or did.</summary>
    Labelled = 1,

    /// <summary>A pass has been there.</summary>
    Visited = 2,

    /// <summary>It handles exceptions.</summary>
    Handler = 4,

    /// <summary>It handles exceptions and gets the place where they were raised.</summary>
    PreservesLasti = 8,

    /// <summary>Reached through exceptions only.</summary>
    Cold = 16,

    /// <summary>Reached without exceptions.</summary>
    Warm = 32,
}
