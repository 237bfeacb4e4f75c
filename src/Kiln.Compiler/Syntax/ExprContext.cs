namespace Kiln.Compiler.Syntax;

/// <summary>expr_context of Python.asdl: what is done with a name, attribute, subscript, list, tuple or starred expression.</summary>
internal enum ExprContext : byte
{
    Load,
    Store,
    Del,
}
