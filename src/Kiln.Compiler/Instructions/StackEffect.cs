using System.Numerics;

namespace Kiln.Compiler.Instructions;

/// <summary>
/// By how much an instruction changes the depth of the stack: <c>Base + Factor * form of the argument</c>; <c>Jump</c> where it jumps
/// (PyCompile_OpcodeStackEffectWithJump).
/// </summary>
internal readonly record struct StackEffect(sbyte Base, StackForm Form, sbyte Factor, sbyte Jump)
{
    public int Of(int argument) => Form == StackForm.Fixed ? Base : Base + (Factor * ValueOf(argument));

    private int ValueOf(int argument) => Form switch
    {
        StackForm.PerArgument => argument,
        StackForm.LowestBit => argument & 1,
        StackForm.ThirdBit => (argument >> 2) & 1,
        StackForm.IsThree => argument == 3 ? 1 : 0,
        StackForm.BitCount => BitOperations.PopCount((uint)argument & 15),
        _ => (argument & 0xFF) + (argument >> 8),
    };
}
