namespace Kiln.Compiler.CodeGeneration;

/// <summary>What lies on the stack for a new function besides its code: MAKE_FUNCTION_DEFAULTS and the others.</summary>
[Flags]
internal enum FunctionAttributes : byte
{
    None = 0,
    Defaults = 1,
    KeywordDefaults = 2,
    Annotations = 4,
    Closure = 8,
}
