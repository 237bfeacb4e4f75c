using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Instructions;

/// <summary>One instruction as code generation emits it: _PyInstruction. The argument of a jump is a label of its <see cref="InstructionSequence"/>.</summary>
internal struct Instruction
{
    public Opcode Opcode;
    public int Oparg;
    public Location Location;
}
