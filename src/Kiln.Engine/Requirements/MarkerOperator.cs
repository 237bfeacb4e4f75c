namespace Kiln.Engine.Requirements;

/// <summary>How an environment marker compares, in the order of <see cref="MarkerWords.Operators"/>.</summary>
public enum MarkerOperator : byte
{
    /// <summary><c>===</c></summary>
    SameText,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>~=</c></summary>
    Compatible,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>in</c>: the left text occurs in the right one.</summary>
    In,

    /// <summary><c>not in</c></summary>
    NotIn,
}
