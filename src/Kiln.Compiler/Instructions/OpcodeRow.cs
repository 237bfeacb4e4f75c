namespace Kiln.Compiler.Instructions;

/// <summary>What a version knows of an instruction; its caches are the code units that follow it.</summary>
internal readonly record struct OpcodeRow(Opcode Opcode, byte Number, byte Caches, OpcodeTraits Traits, StackEffect Effect);
