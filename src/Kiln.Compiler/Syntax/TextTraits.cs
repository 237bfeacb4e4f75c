namespace Kiln.Compiler.Syntax;

/// <summary>What is known of the characters of a str constant.</summary>
[Flags]
internal enum TextTraits : byte
{
    None = 0,

    /// <summary>All bytes are below 128: a byte is a character.</summary>
    Ascii = 1,

    /// <summary>There are surrogates from escapes, in WTF-8: what Python encodes by "surrogatepass".</summary>
    Surrogates = 2,

    /// <summary>
    /// It is the str object of a name, not of a literal: Python interns it whatever its characters are. Of a frozenset: its texts are
    /// interned already.
    /// </summary>
    Name = 4,
}
