using System.Runtime.CompilerServices;
using Kiln.Compiler.Source;

namespace Kiln.Compiler.Tokens;

/// <summary>
/// Bytes of a source to tokens, as Parser/lexer/lexer.c of CPython does it with all its limits: tok_get_normal_mode is the loop of
/// <see cref="Run"/>, tok_get_fstring_mode is in Tokenizer.FStrings.cs. Comments and newlines that mean nothing leave no token.
/// <para>
/// A method that scans gets the position of a token and returns the one after it. One that finds a fault notes it and returns the
/// end of the source, where the loop stops: that is all of the handling of errors.
/// </para>
/// </summary>
internal sealed partial class Tokenizer(TokenList tokens, Identifiers identifiers)
{
    private SourceText _text = new();
    private byte[] _bytes = [];
    private int _end;
    private bool _isAscii;
    private Target _target = new(minor: 0, micro: 0);
    private Reject _reject;

    private byte[] _kinds = [];
    private Token[] _items = [];
    private int _count;
    private int[] _lineStarts = [];
    private int _line;

    /// <summary>Makes the tokens of a source; the last one is an EndMarker, also where it is rejected.</summary>
    public Reject Tokenize(SourceText text, Target target)
    {
        _text = text;
        _bytes = text.Bytes;
        _end = text.SourceLength;
        _isAscii = text.IsAscii;
        _target = target;
        _reject = Reject.None;
        _kinds = tokens.Kinds;
        _items = tokens.Items;
        _count = 0;
        _lineStarts = tokens.LineStarts;
        _line = 1;
        _lineStarts[1] = 0;
        _level = 0;
        _indent = 0;
        _modeCount = 0;

        Run();
        tokens.SetCount(_count);
        return _reject;
    }

    private void Run()
    {
        byte[] bytes = _bytes;
        int position = BeginLine(0);
        while (true)
        {
            switch (ByteClass.Of[bytes[position]])
            {
                case ByteClass.Space:
                    position++;
                    break;
                case ByteClass.Name:
                    position = ScanName(bytes, position);
                    break;
                case ByteClass.Digit:
                    position = ScanNumber(position);
                    break;
                case ByteClass.Quote:
                    position = ScanString(position, position);
                    break;
                case ByteClass.NewLine:
                    position = EndLine(position);
                    break;
                case ByteClass.Comment:
                    position = EndOfComment(position);
                    break;
                case ByteClass.Operator:
                    position = ScanOperator(bytes, position);
                    break;
                case ByteClass.Open:
                    position = Open(position);
                    break;
                case ByteClass.Close:
                    position = Close(position);
                    break;
                case ByteClass.Comma:
                    Add(TokenKind.Comma, position, position + 1);
                    position++;
                    break;
                case ByteClass.Dot:
                    position = ScanDot(bytes, position);
                    break;
                case ByteClass.Continuation:
                    position = ContinueLine(position);
                    break;
                case ByteClass.NonAscii:
                    position = Fail(RejectReason.NonAsciiIdentifier);
                    break;
                case ByteClass.End:
                    Finish(position);
                    return;
                default:
                    position = Fail(RejectReason.SyntaxError);
                    break;
            }
        }
    }

    /// <summary>A name, a keyword, or the prefix of a string with that string.</summary>
    private int ScanName(byte[] bytes, int start)
    {
        int position = start + 1;
        while (ByteClass.IsNameByte(bytes[position]))
            position++;
        byte next = bytes[position];
        if (next >= 0x80)
            return Fail(RejectReason.NonAsciiIdentifier);
        if ((next is (byte)'"' or (byte)'\'') && position - start <= LongestPrefix && IsStringPrefix(start, position))
            return ScanString(start, position);

        int id = identifiers.Intern(bytes, start, position - start).Id;
        TokenKind kind = id <= WellKnown.LastKeyword ? (TokenKind)(WellKnown.KeywordToKind + id) : TokenKind.Name;
        Add(kind, start, position, id);
        return position;
    }

    private int EndOfComment(int position) => position + _bytes.AsSpan(position).IndexOf((byte)'\n');

    /// <summary>The markers at the end of a source; of one that was rejected too, so that the parser need not look.</summary>
    private void Finish(int position)
    {
        if (_reject.IsNone && (_level > 0 || _modeCount > 0 || position != _end))
            Fail(RejectReason.SyntaxError);
        for (; _indent > 0; _indent--)
            Add(TokenKind.Dedent, position, position);
        Add(TokenKind.EndMarker, position, position);
    }

    private int Fail(RejectReason reason)
    {
        if (_reject.IsNone)
            _reject = new Reject(reason, _line);
        return _end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(TokenKind kind, int start, int end, int data = 0)
    {
        int index = _count;
        Token[] items = _items;
        if ((uint)index >= (uint)items.Length)
            items = GrowTokens();
        ref Token token = ref items[index];
        token.Start = start;
        token.End = end;
        token.Line = _line;
        token.Data = data;
        _kinds[index] = (byte)kind;
        _count = index + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Token[] GrowTokens()
    {
        tokens.EnsureCapacity(_count + 1);
        _kinds = tokens.Kinds;
        return _items = tokens.Items;
    }
}
