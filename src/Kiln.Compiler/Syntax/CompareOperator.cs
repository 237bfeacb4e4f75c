namespace Kiln.Compiler.Syntax;

/// <summary>cmpop of Python.asdl, in its order.</summary>
internal enum CompareOperator : byte
{
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
