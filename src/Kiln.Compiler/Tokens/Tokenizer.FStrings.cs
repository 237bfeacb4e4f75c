using System.Buffers;

namespace Kiln.Compiler.Tokens;

/// <summary>
/// F-strings of PEP 701. Their text is scanned here (tok_get_fstring_mode); what stands in a replacement field is scanned by the
/// loop of all tokens, which calls back at the operators and brackets that can end a field.
/// </summary>
internal sealed partial class Tokenizer
{
    /// <summary>CPython's MAXFSTRINGLEVEL is 150.</summary>
    private const int MostFStrings = 50;

    /// <summary>MAX_EXPR_NESTING: fields in format specs of fields.</summary>
    private const int MostFields = 3;

    private static readonly SearchValues<byte> EndsOfFStringText = SearchValues.Create("{}'\"\\\n"u8);

    private readonly FStringMode[] _modes = new FStringMode[MostFStrings];
    private int _modeCount;

    private int ScanFString(int start, int quoteAt)
    {
        if (!_target.HasFStringTokens)
            return Fail(RejectReason.UnsupportedSyntax);
        if (_modeCount == MostFStrings)
            return Fail(RejectReason.TooDeep);
        byte quote = _bytes[quoteAt];
        bool isTriple = _bytes[quoteAt + 1] == quote && _bytes[quoteAt + 2] == quote;
        int size = isTriple ? 3 : 1;
        _modes[_modeCount++] = new FStringMode
        {
            Quote = quote,
            QuoteSize = size,
            IsRaw = quoteAt - start == 2,
            FieldDepth = -1,
        };
        Add(TokenKind.FStringStart, start, quoteAt + size, _line);
        return ScanFStringText(quoteAt + size);
    }

    /// <summary>From the beginning of an f-string's text, or of its format spec, to after the brace of a field or the closing quotes.</summary>
    private int ScanFStringText(int position)
    {
        while (true)
        {
            ref FStringMode mode = ref _modes[_modeCount - 1];
            if (_bytes[position] == '{' && _bytes[position + 1] != '{')
                return BeginField(ref mode, position);
            if (IsClosingQuote(in mode, position))
            {
                Add(TokenKind.FStringEnd, position, position + mode.QuoteSize, _line);
                _modeCount--;
                return position + mode.QuoteSize;
            }

            int start = position;
            int line = _line;
            position = FindEndOfFStringText(in mode, position);
            if (position < 0)
                return Fail(_reject.IsNone ? RejectReason.SyntaxError : _reject.Reason);

            byte brace = _bytes[position];
            bool isDoubled = IsDoubledBrace(in mode, position);
            AddText(isDoubled ? TokenKind.FStringBrace : TokenKind.FStringMiddle, start, isDoubled ? position + 2 : position, line);
            if (isDoubled)
            {
                position += 2;
            }
            else if (brace == '{')
            {
                mode.IsInFormatSpec = false;
                return BeginField(ref mode, position);
            }
            else if (brace == '}')
            {
                mode.IsInFormatSpec = false;
                return position;
            }
        }
    }

    private static bool IsInsideField(in FStringMode mode) => mode.FieldDepth >= 0;

    private bool IsClosingQuote(in FStringMode mode, int position) =>
        _bytes[position] == mode.Quote
        && (mode.QuoteSize == 1 || (_bytes[position + 1] == mode.Quote && _bytes[position + 2] == mode.Quote));

    /// <summary>Whether a brace stands for itself: doubled, and not in a format spec, where a field can begin with a brace of its own.</summary>
    private bool IsDoubledBrace(in FStringMode mode, int position)
    {
        byte brace = _bytes[position];
        if (_bytes[position + 1] != brace)
            return false;
        bool isInFormatSpec = mode.IsInFormatSpec && IsInsideField(in mode);
        return brace == '{' ? !isInFormatSpec : brace == '}' && !isInFormatSpec && mode.Depth == 0;
    }

    /// <summary>The next brace or closing quote; -1 if the string is not closed or cannot be decoded here.</summary>
    private int FindEndOfFStringText(in FStringMode mode, int position)
    {
        byte[] bytes = _bytes;
        while (position < _end)
        {
            int length = bytes.AsSpan(position, _end - position).IndexOfAny(EndsOfFStringText);
            if (length < 0)
                return -1;
            position += length;
            switch (bytes[position])
            {
                case (byte)'{' or (byte)'}':
                    return position;
                case (byte)'\n':
                    if (mode.QuoteSize == 1)
                        return -1;
                    StartLine(++position);
                    break;
                case (byte)'\\':
                    byte escaped = bytes[++position];
                    if (escaped is (byte)'{' or (byte)'}')
                    {
                        if (!mode.IsRaw)
                            _text.Warn(_line);
                        break;
                    }

                    if (escaped == 'N' && !mode.IsRaw && bytes[position + 1] == '{')
                    {
                        Fail(RejectReason.NamedEscape);
                        return -1;
                    }

                    if (escaped == '\n')
                        StartLine(position + 1);
                    position++;
                    break;
                default:
                    if (IsClosingQuote(in mode, position))
                        return position;
                    position++;
                    break;
            }
        }

        return -1;
    }

    private void AddText(TokenKind kind, int start, int end, int line)
    {
        Add(kind, start, end, _line);
        _items[_count - 1].Line = line;
    }

    /// <summary>The brace that begins a replacement field.</summary>
    private int BeginField(ref FStringMode mode, int position)
    {
        mode.FieldDepth++;
        if (mode.FieldDepth >= MostFields)
            return Fail(RejectReason.SyntaxError);
        return Open(position);
    }

    private int CloseInField(int position, byte bracket)
    {
        ref FStringMode mode = ref _modes[_modeCount - 1];
        if (mode.Depth == 0)
            return Fail(RejectReason.SyntaxError);
        _level--;
        mode.Depth--;
        Add(KindOfBracket(bracket), position, position + 1);
        if (bracket != '}' || mode.Depth != mode.FieldDepth)
            return position + 1;
        mode.FieldDepth--;
        mode.IsInFormatSpec = false;
        return ScanFStringText(position + 1);
    }

    /// <summary>The colon at the position begins a format spec, if it stands in no bracket of a field.</summary>
    private bool IsFormatColon()
    {
        ref FStringMode mode = ref _modes[_modeCount - 1];
        return IsInsideField(in mode) && mode.Depth - 1 == mode.FieldDepth;
    }

    private int BeginFormatSpec(int position)
    {
        _modes[_modeCount - 1].IsInFormatSpec = true;
        Add(TokenKind.Colon, position, position + 1);
        return ScanFStringText(position + 1);
    }
}
