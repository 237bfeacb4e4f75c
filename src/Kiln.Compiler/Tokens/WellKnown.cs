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
        "super", "__class__", "__classdict__", "__type_params__", ".0", ".type_params", ".generic_base", ".defaults", ".kwdefaults",
        "top", "listcomp", "setcomp", "dictcomp", "genexpr", "_annotation",
        "<module>", "<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "self", "join", "", "__annotations__",
        "__classcell__", "__classdictcell__", "__doc__", "__firstlineno__", "__module__", "__name__", "__qualname__", "__static_attributes__",
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

    public static Identifier Super => new(LastKeyword + 14);

    public static Identifier Class__ => new(LastKeyword + 15);

    public static Identifier ClassDict => new(LastKeyword + 16);

    public static Identifier TypeParams__ => new(LastKeyword + 17);

    /// <summary>The iterator that a comprehension gets: its only parameter.</summary>
    public static Identifier DotZero => new(LastKeyword + 18);

    public static Identifier DotTypeParams => new(LastKeyword + 19);

    public static Identifier DotGenericBase => new(LastKeyword + 20);

    /// <summary>The defaults of a generic function, handed to the scope of its type parameters.</summary>
    public static Identifier DotDefaults => new(LastKeyword + 21);

    public static Identifier DotKwDefaults => new(LastKeyword + 22);

    /// <summary>ste_name of the module.</summary>
    public static Identifier Top => new(LastKeyword + 23);

    public static Identifier ListComp => new(LastKeyword + 24);

    public static Identifier SetComp => new(LastKeyword + 25);

    public static Identifier DictComp => new(LastKeyword + 26);

    public static Identifier GenExpr => new(LastKeyword + 27);

    /// <summary>ste_name of an annotation that is not evaluated.</summary>
    public static Identifier Annotation => new(LastKeyword + 28);

    public static Identifier ModuleName => new(LastKeyword + 29);

    public static Identifier LambdaName => new(LastKeyword + 30);

    public static Identifier ListComprehensionName => new(LastKeyword + 31);

    public static Identifier SetComprehensionName => new(LastKeyword + 32);

    public static Identifier DictComprehensionName => new(LastKeyword + 33);

    public static Identifier GeneratorName => new(LastKeyword + 34);

    public static Identifier Self => new(LastKeyword + 35);

    public static Identifier Join => new(LastKeyword + 36);

    public static Identifier Empty => new(LastKeyword + 37);

    public static Identifier Annotations__ => new(LastKeyword + 38);

    public static Identifier ClassCell__ => new(LastKeyword + 39);

    public static Identifier ClassDictCell__ => new(LastKeyword + 40);

    public static Identifier Doc__ => new(LastKeyword + 41);

    public static Identifier FirstLine__ => new(LastKeyword + 42);

    public static Identifier Module__ => new(LastKeyword + 43);

    public static Identifier Name__ => new(LastKeyword + 44);

    public static Identifier Qualname__ => new(LastKeyword + 45);

    public static Identifier StaticAttributes__ => new(LastKeyword + 46);

    /// <summary>The key of the annotation of what a function returns: the keyword.</summary>
    public static Identifier Return => new(TokenKind.Return - TokenKind.False + 1);

    /// <summary>ste_name of lambdas: the keyword.</summary>
    public static Identifier Lambda => new(TokenKind.Lambda - TokenKind.False + 1);
}
