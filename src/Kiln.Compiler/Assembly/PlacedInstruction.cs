using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Assembly;

/// <summary>An instruction of the finished code: _PyInstruction after the flow graph.</summary>
internal struct PlacedInstruction
{
    public Opcode Opcode;
    public int Oparg;

    /// <summary>Of a jump: the index of the instruction that it leads to.</summary>
    public int Target;

    /// <summary>The block that handles what it raises, or none.</summary>
    public int Handler;

    /// <summary>Where it begins, in code units of two bytes, EXTENDED_ARGs among them.</summary>
    public int Offset;

    /// <summary>EXTENDED_ARGs, itself and its caches, in code units.</summary>
    public int Size;

    public Location Location;
}
