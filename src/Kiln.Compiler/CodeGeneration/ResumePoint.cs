namespace Kiln.Compiler.CodeGeneration;

/// <summary>The argument of RESUME: pycore_opcode_utils.h.</summary>
internal static class ResumePoint
{
    public const int FunctionStart = 0;
    public const int AfterYield = 1;
    public const int AfterYieldFrom = 2;
    public const int AfterAwait = 3;
}
