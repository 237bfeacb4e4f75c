namespace Kiln.Compiler.Tokens;

/// <summary>An f-string that is open: tokenizer_mode of Parser/lexer/state.h.</summary>
internal struct FStringMode
{
    public byte Quote;

    /// <summary>1 or 3.</summary>
    public int QuoteSize;

    public bool IsRaw;

    /// <summary>curly_bracket_depth: brackets of any kind that are open in it.</summary>
    public int Depth;

    /// <summary>curly_bracket_expr_start_depth: replacement fields that are open in it, less one.</summary>
    public int FieldDepth;

    public bool IsInFormatSpec;
}
