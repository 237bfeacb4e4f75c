namespace Kiln.Compiler.Symbols;

/// <summary>What a scope does with a name: DEF_GLOBAL … DEF_COMP_CELL of pycore_symtable.h.</summary>
[Flags]
internal enum SymbolFlags : ushort
{
    None = 0,
    Global = 1,
    Local = 2,
    Parameter = 4,
    Nonlocal = 8,
    Use = 0x10,
    FreeClass = 0x40,
    Import = 0x80,
    Annotated = 0x100,
    ComprehensionIterator = 0x200,
    TypeParameter = 0x400,
    ComprehensionCell = 0x800,
    Bound = Local | Parameter | Import | TypeParameter,
}
