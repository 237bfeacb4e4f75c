using System.Buffers;
using Kiln.Compiler.Source;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>F-strings of PEP 701, with the actions of Parser/action_helpers.c.</summary>
internal sealed partial class Parser
{
    private static readonly SearchValues<byte> UncertainInDebugText = SearchValues.Create("!:{}#\\"u8);

    /// <summary>fstring: FSTRING_START fstring_middle* FSTRING_END; pushes its parts</summary>
    private void FString()
    {
        ref Token prefix = ref _items[_position++];
        bool isRaw = Text.Bytes.AsSpan(prefix.Start, prefix.End - prefix.Start).ContainsAny((byte)'r', (byte)'R');
        PushParts(isRaw, isFormatSpec: false);
        Expect(TokenKind.FStringEnd);
    }

    /// <summary>fstring_middle*, fstring_format_spec*: constants that are not empty, and replacement fields</summary>
    private void PushParts(bool isRaw, bool isFormatSpec)
    {
        while (true)
        {
            switch (Current)
            {
                case TokenKind.FStringMiddle or TokenKind.FStringBrace:
                    PushText(isRaw, isFormatSpec);
                    break;
                case TokenKind.LeftBrace:
                    ReplacementField(isRaw, isFormatSpec);
                    break;
                default:
                    return;
            }
        }
    }

    private void PushText(bool isRaw, bool isFormatSpec)
    {
        int token = _position;
        int doubled = At(TokenKind.FStringBrace) ? 1 : 0;
        _position++;
        TextSpan body = new(_items[token].Start, _items[token].End - doubled - _items[token].Start);
        // Whether escapes count in the format specs of raw strings changed within 3.13.
        if (isFormatSpec && isRaw && Text[body].Contains((byte)'\\'))
            Fail(RejectReason.UnsupportedSyntax);
        ConstantValue value = Decode(body, isRaw, isBytes: false);
        if (value.Text.Length > 0)
            Push(tree.Add((int)NodeKind.Constant, token, token, tree.Constants.Add(value)));
    }

    /// <summary>fstring_replacement_field: '{' annotated_rhs ['='] ['!' NAME] [':' fstring_format_spec*] '}'</summary>
    private void ReplacementField(bool isRaw, bool isInFormatSpec)
    {
        int start = _position++;
        int value = AnnotatedRhs();
        bool isDebug = Accept(TokenKind.Equal);
        int textEnd = _position;
        char conversion = At(TokenKind.Exclamation) ? Conversion() : default;
        int formatSpec = At(TokenKind.Colon) ? FormatSpec(isRaw) : 0;
        Expect(TokenKind.RightBrace);
        if (isDebug && conversion == default && formatSpec == 0)
            conversion = 'r';
        int field = tree.Add(Node.Header(NodeKind.FormattedValue, conversion), start, _position - 1, value, formatSpec);
        if (isDebug && _reject.IsNone)
            PushDebugText(start, textEnd, isInFormatSpec);
        Push(field);
    }

    /// <summary>fstring_conversion: '!' NAME, right after it</summary>
    private char Conversion()
    {
        int mark = _position++;
        bool isAdjacent = _items[mark].End == _items[_position].Start;
        Identifier name = ExpectName();
        if (isAdjacent && name == WellKnown.ConversionStr)
            return 's';
        if (isAdjacent && name == WellKnown.ConversionRepr)
            return 'r';
        if (isAdjacent && name == WellKnown.ConversionAscii)
            return 'a';
        Fail();
        return default;
    }

    /// <summary>fstring_full_format_spec: ':' fstring_format_spec*, a JoinedStr</summary>
    private int FormatSpec(bool isRaw)
    {
        int start = _position++;
        int mark = _scratchCount;
        PushParts(isRaw, isFormatSpec: true);
        return Joined(start, mark);
    }

    /// <summary>
    /// The source of a field with '=': a constant from after its brace to the token that ends it. Where something in the field could be taken for
    /// its end, a comment or a joined line stands in it, or it is in a format spec, the text that CPython takes changed within 3.13.
    /// </summary>
    private void PushDebugText(int brace, int end, bool isInFormatSpec)
    {
        TextSpan text = new(_items[brace].End, _items[end].Start - _items[brace].End);
        if (isInFormatSpec || Text[text].ContainsAny(UncertainInDebugText))
        {
            Fail(RejectReason.UnsupportedSyntax);
            return;
        }

        int place = tree.Tokens.AddPlace(text.Start, _items[brace].Line, text.End, _items[end].Line);
        _items = tree.Tokens.Items;
        _kinds = tree.Tokens.Kinds;
        Push(tree.Add((int)NodeKind.Constant, place, place, tree.Constants.Add(Decode(text, isRaw: true, isBytes: false))));
    }

    /// <summary>A JoinedStr of the parts that were pushed: constants beside each other become one, empty ones go.</summary>
    private int Joined(int start, int mark)
    {
        int end = _scratchCount;
        int kept = mark;
        for (int index = mark; index < end;)
        {
            int next = index + 1;
            int part = _scratch[index];
            if (IsKind(part, NodeKind.Constant))
            {
                while (next < end && IsKind(_scratch[next], NodeKind.Constant))
                    next++;
                if (next > index + 1)
                    part = Merge(index, next);
            }

            index = next;
            if (!IsKind(part, NodeKind.Constant) || ConstantOf(part).Text.Length > 0)
                _scratch[kept++] = part;
        }

        _scratchCount = kept;
        return Add(NodeKind.JoinedStr, start, List(mark));
    }
}
