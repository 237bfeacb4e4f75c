namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// inlined_comprehension_state: what has to be undone after a comprehension that is compiled into its unit. The names are on stacks of the
/// <see cref="CodeGenerator"/>, from these places on.
/// </summary>
internal readonly record struct InlinedComprehension(int FirstPushed, int FirstReplaced, int FirstHidden, int Cleanup, int End);
