using Kiln.Compiler.CodeObjects;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Takes the place of the assembler where only code generation is to be timed: no code object is equal to another.</summary>
internal sealed class EmptyAssembler(ConstantCache cache) : ICodeAssembler
{
    private int _count;

    public Reject Assemble(CodeUnit unit, Target target, out int number)
    {
        number = cache.AddCode(new CodeObject { FirstLine = ++_count });
        return Reject.None;
    }
}
