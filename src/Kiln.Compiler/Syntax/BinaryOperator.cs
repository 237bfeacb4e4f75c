namespace Kiln.Compiler.Syntax;

/// <summary>operator of Python.asdl, in its order.</summary>
internal enum BinaryOperator : byte
{
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}
