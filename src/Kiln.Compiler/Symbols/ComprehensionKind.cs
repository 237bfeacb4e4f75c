namespace Kiln.Compiler.Symbols;

/// <summary>Which comprehension a scope belongs to: _Py_comprehension_ty.</summary>
internal enum ComprehensionKind : byte
{
    None,
    List,
    Dict,
    Set,
    Generator,
}
