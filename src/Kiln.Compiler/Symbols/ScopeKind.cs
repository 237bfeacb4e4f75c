namespace Kiln.Compiler.Symbols;

/// <summary>What kind of block a scope is: _Py_block_ty.</summary>
internal enum ScopeKind : byte
{
    Function,
    Class,
    Module,

    /// <summary>An annotation under <c>from __future__ import annotations</c>, whose names are not used.</summary>
    Annotation,

    // Those that work mostly like functions: PEP 695.
    TypeAlias,

    /// <summary>The type parameters of a function, class or alias.</summary>
    TypeParameters,

    /// <summary>The bound, the constraints or the default of a type parameter.</summary>
    TypeVariable,
}
