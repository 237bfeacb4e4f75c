namespace Kiln.Compiler.Unparsing;

/// <summary>How tightly an expression holds together: PR_TUPLE … PR_ATOM of ast_unparse.c.</summary>
internal enum Precedence
{
    Tuple,

    /// <summary><c>if</c> … <c>else</c>, <c>lambda</c></summary>
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,

    /// <summary><c>+</c>, <c>-</c></summary>
    Arithmetic,

    /// <summary><c>*</c>, <c>@</c>, <c>/</c>, <c>%</c>, <c>//</c></summary>
    Term,

    /// <summary>Unary <c>+</c>, <c>-</c>, <c>~</c></summary>
    Factor,
    Power,
    Await,
    Atom,

    /// <summary>PR_EXPR: what <c>*</c> and <c>**</c> stand before.</summary>
    Expression = BitOr,
}
