using System.Diagnostics;
using Kiln.Compiler;
using Kiln.Compiler.CodeObjects;

namespace Kiln.BackEnd;

/// <summary>Tells how much of code generation's time is the assembler's, which it calls for each code object.</summary>
internal sealed class TimedAssembler(ICodeAssembler assembler) : ICodeAssembler
{
    public long Ticks { get; set; }

    public Reject Assemble(CodeUnit unit, Target target, out int number)
    {
        long start = Stopwatch.GetTimestamp();
        Reject reject = assembler.Assemble(unit, target, out number);
        Ticks += Stopwatch.GetTimestamp() - start;
        return reject;
    }
}
