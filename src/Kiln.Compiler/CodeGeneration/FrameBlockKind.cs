namespace Kiln.Compiler.CodeGeneration;

/// <summary>enum fblocktype: what has to be undone when a statement leaves the block.</summary>
internal enum FrameBlockKind : byte
{
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehensionGenerator,
    StopIteration,
}
