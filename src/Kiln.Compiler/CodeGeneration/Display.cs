using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>How a display is built: empty or of values on the stack, by adding one, by adding all of another.</summary>
internal readonly record struct Display(Opcode Build, Opcode Add, Opcode Extend, bool IsTuple)
{
    public static Display List => new(Opcode.BuildList, Opcode.ListAppend, Opcode.ListExtend, IsTuple: false);

    /// <summary>A tuple that cannot be built at once is built as a list.</summary>
    public static Display Tuple => new(Opcode.BuildList, Opcode.ListAppend, Opcode.ListExtend, IsTuple: true);

    public static Display Set => new(Opcode.BuildSet, Opcode.SetAdd, Opcode.SetUpdate, IsTuple: false);
}
