namespace Kiln.Compiler.Syntax;

/// <summary>The type of a constant. Equal values of different kinds are different constants, as in _PyCode_ConstantKey.</summary>
internal enum ConstantKind : byte
{
    None,
    False,
    True,
    Ellipsis,

    /// <summary>An int that fits into 64 bits.</summary>
    Int,

    /// <summary>Any other int.</summary>
    BigInt,
    Float,
    Complex,
    Bytes,
    Str,

    /// <summary>Made by folding, as <see cref="Frozenset"/>.</summary>
    Tuple,

    /// <summary>Its items in the order of the source, of those that are equal in Python only the first.</summary>
    Frozenset,

    /// <summary>A code object; <see cref="ConstantValue.First"/> is its index in the list of the code objects.</summary>
    Code,
}
