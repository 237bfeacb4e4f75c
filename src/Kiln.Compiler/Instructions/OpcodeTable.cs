using System.Runtime.CompilerServices;
using Kiln.Compiler.Instructions.Tables;

namespace Kiln.Compiler.Instructions;

/// <summary>The instructions of one version, by opcode: Include/internal/pycore_opcode_metadata.h.</summary>
internal sealed class OpcodeTable
{
    private readonly OpcodeRow[] _rows = new OpcodeRow[byte.MaxValue + 1];

    /// <summary>Again, since every pass asks for them.</summary>
    private readonly OpcodeTraits[] _traits = new OpcodeTraits[byte.MaxValue + 1];

    public OpcodeTable(OpcodeRow[] rows)
    {
        foreach (OpcodeRow row in rows)
        {
            _rows[(int)row.Opcode] = row;
            _traits[(int)row.Opcode] = row.Traits;
        }
    }

    public ref readonly OpcodeRow this[Opcode opcode] => ref _rows[(byte)opcode];

    /// <summary>The table of CPython 3.<paramref name="minor"/>; the newest one for a version that has none.</summary>
    public static OpcodeTable Of(int minor) => new(minor switch
    {
        12 => Opcodes312.Rows,
        13 => Opcodes313.Rows,
        14 => Opcodes314.Rows,
        _ => Opcodes315.Rows,
    });

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OpcodeTraits TraitsOf(Opcode opcode) => _traits[(byte)opcode];

    /// <summary>Whether an opcode is of one of some kinds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(Opcode opcode, OpcodeTraits traits) => (_traits[(byte)opcode] & traits) != 0;
}
