namespace Kiln.Compiler.CodeObjects;

/// <summary>The bytes of co_localspluskinds: CO_FAST_… of pycore_code.h.</summary>
[Flags]
internal enum VariableKinds : byte
{
    None = 0,
    Hidden = 0x10,
    Local = 0x20,
    Cell = 0x40,
    Free = 0x80,
}
