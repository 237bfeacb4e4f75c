namespace Kiln.Compiler.Tokens;

/// <summary>
/// Names that stages ask for by themselves, numbered by their place in <see cref="Names"/>, so the same in every file.
/// The keywords are the first, in the order of their <see cref="TokenKind"/>: to look up a name is to know whether it is one.
/// </summary>
internal static class WellKnown
{
    /// <summary>The names with numbers up to this one are keywords.</summary>
    public const int LastKeyword = (int)TokenKind.Yield - (int)TokenKind.False + 1;

    /// <summary>What to add to the number of a keyword to get its kind.</summary>
    public const int KeywordToKind = (int)TokenKind.False - 1;

    /// <summary>Their texts; a new one goes to the end, with a property below.</summary>
    public static readonly string[] Names =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
        "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        "_", "match", "case", "type", "lazy", "*", "__future__", "__debug__", "annotations", "barry_as_FLUFL", "s", "r", "a",
    ];

    public static Identifier Underscore => new(LastKeyword + 1);

    public static Identifier Match => new(LastKeyword + 2);

    public static Identifier Case => new(LastKeyword + 3);

    public static Identifier Type => new(LastKeyword + 4);

    public static Identifier Lazy => new(LastKeyword + 5);

    public static Identifier Star => new(LastKeyword + 6);

    public static Identifier Future => new(LastKeyword + 7);

    public static Identifier Debug => new(LastKeyword + 8);

    public static Identifier Annotations => new(LastKeyword + 9);

    public static Identifier BarryAsFlufl => new(LastKeyword + 10);

    public static Identifier ConversionStr => new(LastKeyword + 11);

    public static Identifier ConversionRepr => new(LastKeyword + 12);

    public static Identifier ConversionAscii => new(LastKeyword + 13);
}
