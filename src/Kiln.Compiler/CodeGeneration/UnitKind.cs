namespace Kiln.Compiler.CodeGeneration;

/// <summary>What a code object is made from: COMPILER_SCOPE_MODULE and the others of compile.c.</summary>
internal enum UnitKind : byte
{
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,

    /// <summary>The parameters of a generic function, class or alias, and each of their bounds and defaults.</summary>
    TypeParameters,
}
