namespace Kiln.Engine.Versions;

/// <summary>How a specifier compares.</summary>
public enum VersionOperator : byte
{
    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>== 1.2.*</c></summary>
    EqualPrefix,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>!= 1.2.*</c></summary>
    NotEqualPrefix,

    /// <summary><c>~=</c></summary>
    Compatible,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>===</c>: the same text.</summary>
    SameText,
}
