using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Tokens;

/// <summary>Operators, brackets and dots.</summary>
internal sealed partial class Tokenizer
{
    /// <summary>
    /// How many brackets may be open. CPython's MAXLEVEL is 200, but whether its parser gets that far depends on what else is nested:
    /// a bracket costs it up to 29 of its 6000 levels.
    /// </summary>
    private const int MostBrackets = 100;

    private readonly byte[] _brackets = new byte[MostBrackets];
    private int _level;

    private int ScanOperator(byte[] bytes, int position)
    {
        byte first = bytes[position];
        byte second = bytes[position + 1];
        if (first == ':' && _modeCount > 0 && IsFormatColon())
            return BeginFormatSpec(position);

        TokenKind kind;
        int length = 1;
        switch (first)
        {
            case (byte)'=':
                kind = second == '=' ? TokenKind.EqualEqual : TokenKind.Equal;
                length = second == '=' ? 2 : 1;
                break;
            case (byte)':':
                kind = second == '=' ? TokenKind.ColonEqual : TokenKind.Colon;
                length = second == '=' ? 2 : 1;
                break;
            case (byte)'-' when second == '>':
                kind = TokenKind.Arrow;
                length = 2;
                break;
            case (byte)'!':
                kind = second == '=' ? TokenKind.NotEqual : TokenKind.Exclamation;
                length = second == '=' ? 2 : 1;
                break;
            case (byte)'<' when second == '=':
                kind = TokenKind.LessEqual;
                length = 2;
                break;
            case (byte)'>' when second == '=':
                kind = TokenKind.GreaterEqual;
                length = 2;
                break;
            case (byte)'<' when second == '>':
                // NOTEQUAL only after `from __future__ import barry_as_FLUFL`, which is not compiled here.
                return Fail(RejectReason.SyntaxError);
            case (byte)';':
                kind = TokenKind.Semicolon;
                break;
            case (byte)'~':
                kind = TokenKind.Tilde;
                break;
            default:
                return ScanArithmetic(bytes, position, first, second);
        }

        Add(kind, position, position + length);
        return position + length;
    }

    /// <summary>The operators that can be doubled or have an assignment.</summary>
    private int ScanArithmetic(byte[] bytes, int position, byte first, byte second)
    {
        bool isDoubled = first == second && first is (byte)'*' or (byte)'/' or (byte)'<' or (byte)'>';
        TokenKind kind = first switch
        {
            (byte)'+' => TokenKind.Plus,
            (byte)'-' => TokenKind.Minus,
            (byte)'*' => isDoubled ? TokenKind.DoubleStar : TokenKind.Star,
            (byte)'@' => TokenKind.At,
            (byte)'/' => isDoubled ? TokenKind.DoubleSlash : TokenKind.Slash,
            (byte)'%' => TokenKind.Percent,
            (byte)'<' => isDoubled ? TokenKind.LeftShift : TokenKind.Less,
            (byte)'>' => isDoubled ? TokenKind.RightShift : TokenKind.Greater,
            (byte)'|' => TokenKind.VerticalBar,
            (byte)'^' => TokenKind.Caret,
            _ => TokenKind.Ampersand,
        };
        int end = position + (isDoubled ? 2 : 1);
        if (bytes[end] == '=')
        {
            kind -= TokenKind.Plus - TokenKind.PlusEqual;
            end++;
        }

        Add(kind, position, end);
        return end;
    }

    private int ScanDot(byte[] bytes, int position)
    {
        if (ByteClass.IsDigit(bytes[position + 1]))
            return ScanNumber(position);
        int length = bytes[position + 1] == '.' && bytes[position + 2] == '.' ? 3 : 1;
        Add(length == 3 ? TokenKind.Ellipsis : TokenKind.Dot, position, position + length);
        return position + length;
    }

    private int Open(int position)
    {
        if (_level == MostBrackets)
            return Fail(RejectReason.TooDeep);
        byte bracket = _bytes[position];
        if (_modeCount > 0)
            _modes[_modeCount - 1].Depth++;
        _brackets[_level++] = bracket;
        Add(KindOfBracket(bracket), position, position + 1);
        return position + 1;
    }

    private int Close(int position)
    {
        byte bracket = _bytes[position];
        if (_level == 0 || KindOfBracket(_brackets[_level - 1]) + 1 != KindOfBracket(bracket))
            return Fail(RejectReason.SyntaxError);
        if (_modeCount > 0)
            return CloseInField(position, bracket);
        _level--;
        Add(KindOfBracket(bracket), position, position + 1);
        return position + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TokenKind KindOfBracket(byte bracket) => bracket switch
    {
        (byte)'(' => TokenKind.LeftParenthesis,
        (byte)')' => TokenKind.RightParenthesis,
        (byte)'[' => TokenKind.LeftBracket,
        (byte)']' => TokenKind.RightBracket,
        (byte)'{' => TokenKind.LeftBrace,
        _ => TokenKind.RightBrace,
    };
}
