namespace Kiln.Compiler.Symbols;

/// <summary>Where a name of a scope lives: the SCOPE_MASK of a symbol's flags.</summary>
internal enum NameScope : byte
{
    /// <summary>The scope does not know the name.</summary>
    Unknown,
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}
