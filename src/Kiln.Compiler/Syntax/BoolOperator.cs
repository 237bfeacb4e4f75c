namespace Kiln.Compiler.Syntax;

/// <summary>boolop of Python.asdl.</summary>
internal enum BoolOperator : byte
{
    And,
    Or,
}
