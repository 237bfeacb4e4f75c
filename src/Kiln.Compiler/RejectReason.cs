namespace Kiln.Compiler;

/// <summary>Why a source is handed back to the interpreter.</summary>
public enum RejectReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It is not Python of that version.</summary>
    SyntaxError,

    /// <summary>The bytes are not text in the source's encoding.</summary>
    Undecodable,

    /// <summary>It declares an encoding other than UTF-8, ASCII and Latin-1.</summary>
    OtherEncoding,

    /// <summary>A name has characters beyond ASCII: Unicode tables of that version decide on it.</summary>
    NonAsciiIdentifier,

    /// <summary>A string has <c>\N{…}</c>: the names of that version's Unicode decide on it.</summary>
    NamedEscape,

    /// <summary>What CPython accepts of such nesting depends on its version, its stack and its caller.</summary>
    TooDeep,

    /// <summary>An int of more digits than CPython converts by default.</summary>
    HugeInteger,

    /// <summary>Folding constants needs a result that the interpreter's C library, or its version, decides on.</summary>
    NumberFolding,

    /// <summary>A character in an annotation: Unicode tables of that version decide whether its text shows it or escapes it.</summary>
    UndecidedCharacter,

    /// <summary>More bytes, or longer lines, than the compiler's own tables hold.</summary>
    TooLarge,

    /// <summary>Something of that version of the language that the compiler does not know.</summary>
    UnsupportedSyntax,

    /// <summary>The file's name is no UTF-8.</summary>
    FileName,

    /// <summary>Whether equal sets of names in two functions are one object hangs on the names that the interpreter knows from its start.</summary>
    StartNames,

    /// <summary>The stack of the code that was made would not be balanced: a fault of the compiler, of which nothing may come out.</summary>
    InconsistentStack,

    /// <summary>CPython's compiler gives a warning, which its filters may show, or make an error.</summary>
    Warning,
}
