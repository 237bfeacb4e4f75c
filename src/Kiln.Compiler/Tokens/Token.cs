namespace Kiln.Compiler.Tokens;

/// <summary>Where a token stands, and what it says beyond its <see cref="TokenKind"/>.</summary>
internal struct Token
{
    /// <summary>Where it begins in the bytes of the source text.</summary>
    public int Start;

    /// <summary>Where its location ends; its text too, except that of <see cref="TokenKind.FStringBrace"/>.</summary>
    public int End;

    /// <summary>Its first line, from 1.</summary>
    public int Line;

    /// <summary>The Identifier of a name; the last line of a string or a part of an f-string, which alone can span lines.</summary>
    public int Data;
}
