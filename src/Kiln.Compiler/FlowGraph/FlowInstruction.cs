using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph;

/// <summary>An instruction in a basic block: cfg_instr of flowgraph.c. Blocks are told by their indexes.</summary>
internal struct FlowInstruction
{
    public Opcode Opcode;
    public int Oparg;

    /// <summary>i_target: the block it may jump to, where the opcode has a target.</summary>
    public int Target;

    /// <summary>i_except: the block that handles what it raises, or none.</summary>
    public int Handler;

    public Location Location;

    public readonly int Line => Location.Line;

    /// <summary>INSTR_SET_OP1.</summary>
    public void Set(Opcode opcode, int oparg)
    {
        Opcode = opcode;
        Oparg = oparg;
    }

    /// <summary>INSTR_SET_OP0 with NOP: what it did is gone, its line stays until it is known not to be needed.</summary>
    public void Clear() => Set(Opcode.Nop, 0);
}
