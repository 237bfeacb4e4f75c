namespace Kiln.Compiler.CodeObjects;

/// <summary>co_flags: Include/cpython/code.h.</summary>
[Flags]
internal enum CodeFlags
{
    None = 0,
    Optimized = 0x0001,
    NewLocals = 0x0002,
    VarArgs = 0x0004,
    VarKeywords = 0x0008,
    Nested = 0x0010,
    Generator = 0x0020,
    Coroutine = 0x0080,
    IterableCoroutine = 0x0100,
    AsyncGenerator = 0x0200,
    FutureAnnotations = 0x0100_0000,

    /// <summary>3.14: the first constant is the docstring.</summary>
    HasDocstring = 0x0400_0000,

    /// <summary>3.14: a function in a class.</summary>
    Method = 0x0800_0000,
}
