namespace Kiln.Compiler.Symbols;

/// <summary>What a scope does with a name: DEF_GLOBAL … DEF_COMP_CELL of pycore_symtable.h, with their values.</summary>
[Flags]
internal enum SymbolFlags : ushort
{
    None = 0,

    /// <summary>A <c>global</c> statement.</summary>
    Global = 1,

    /// <summary>Bound here.</summary>
    Local = 2,
    Parameter = 4,

    /// <summary>A <c>nonlocal</c> statement, or the target of <c>:=</c> in a comprehension.</summary>
    Nonlocal = 8,

    /// <summary>Read here.</summary>
    Use = 0x10,

    /// <summary>A name of a class that its methods have from outside the class.</summary>
    FreeClass = 0x40,
    Import = 0x80,
    Annotated = 0x100,

    /// <summary>Bound by the <c>for</c> of a comprehension.</summary>
    ComprehensionIterator = 0x200,
    TypeParameter = 0x400,

    /// <summary>A cell of a comprehension that is inlined here.</summary>
    ComprehensionCell = 0x800,
    Bound = Local | Parameter | Import,
}
