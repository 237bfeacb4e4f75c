namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// pattern_context. The names that a pattern captures, and the labels to jump to when it fails (the one at place n pops n values), are on
/// stacks of the <see cref="CodeGenerator"/>, from <c>FirstStore</c> and <c>FirstLabel</c> on.
/// </summary>
internal struct PatternState
{
    public int FirstStore;
    public int FirstLabel;

    /// <summary>Values that have to stay on top of the stack; captures go below them, and all are popped on failure.</summary>
    public int OnTop;

    /// <summary>Whether a pattern may match everything.</summary>
    public bool AllowsIrrefutable;
}
