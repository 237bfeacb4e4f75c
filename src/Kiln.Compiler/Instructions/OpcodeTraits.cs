namespace Kiln.Compiler.Instructions;

/// <summary>What kind of instruction an opcode is: the HAS_…_FLAG of pycore_opcode_metadata.h and the IS_…_OPCODE of pycore_opcode_utils.h.</summary>
[Flags]
internal enum OpcodeTraits : ushort
{
    None = 0,

    /// <summary>Uses its argument.</summary>
    Argument = 1,

    /// <summary>The argument is an index into co_consts.</summary>
    Constant = 2,

    /// <summary>The argument has an index into co_names.</summary>
    Name = 4,

    /// <summary>The argument is a target.</summary>
    Jump = 8,

    /// <summary>The argument is a cell or free variable.</summary>
    Free = 0x10,

    /// <summary>The argument is a fast local.</summary>
    Local = 0x20,

    /// <summary>A pseudo-instruction that begins what an exception handler, its target, protects.</summary>
    BlockPush = 0x40,

    /// <summary>For the compiler only: replaced before the code is written.</summary>
    Pseudo = 0x80,

    /// <summary>Jumps always.</summary>
    Unconditional = 0x100,

    /// <summary>Leaves the frame.</summary>
    ScopeExit = 0x200,

    /// <summary>Looks for signals and other threads.</summary>
    EvalBreak = 0x400,

    /// <summary>HAS_TARGET.</summary>
    Target = Jump | BlockPush,

    /// <summary>IS_TERMINATOR_OPCODE: has to be the last of its block.</summary>
    Terminator = Jump | ScopeExit,

    /// <summary>What follows is not reached through it.</summary>
    NoFallThrough = Unconditional | ScopeExit,
}
