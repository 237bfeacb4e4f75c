namespace Kiln.Compiler.Syntax;

/// <summary>unaryop of Python.asdl.</summary>
internal enum UnaryOperator : byte
{
    Invert,
    Not,
    UAdd,
    USub,
}
