using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Tokens;

/// <summary>Lines: where they begin and end, and the INDENT and DEDENT that their first columns make.</summary>
internal sealed partial class Tokenizer
{
    /// <summary>MAXINDENT of CPython, less the level at column 0.</summary>
    private const int MostIndents = 99;

    private const int TabSize = 8;

    private readonly int[] _columns = new int[MostIndents + 1];

    /// <summary>The columns with tabs counted as one: both must agree on what is deeper, else it is a TabError.</summary>
    private readonly int[] _alternateColumns = new int[MostIndents + 1];
    private int _indent;

    /// <summary>The newline at the position: a token where a statement can end.</summary>
    private int EndLine(int position)
    {
        if (_level > 0)
        {
            StartLine(position + 1);
            return position + 1;
        }

        Add(TokenKind.NewLine, position, position + 1);
        StartLine(position + 1);
        return BeginLine(position + 1);
    }

    /// <summary>Counts a line that begins at the position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StartLine(int position)
    {
        int line = _line + 1;
        if ((uint)line >= (uint)_lineStarts.Length)
            GrowLines();
        _lineStarts[line] = position;
        _line = line;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowLines()
    {
        tokens.EnsureLines(_line + 2);
        _lineStarts = tokens.LineStarts;
    }

    /// <summary>Skips blank lines and comments, compares the indentation of the first line with a token, and returns that token's position.</summary>
    private int BeginLine(int position)
    {
        byte[] bytes = _bytes;
        while (true)
        {
            int start = position;
            while (bytes[position] == ' ')
                position++;
            int column = position - start;
            int alternate = column;
            byte first = bytes[position];
            if (first is (byte)'\t' or (byte)'\f' or (byte)'\\')
            {
                position = MeasureIndent(start, out column, out alternate);
                first = bytes[position];
            }

            if (first == '#')
            {
                position = EndOfComment(position);
                first = bytes[position];
            }

            if (first != '\n')
                return Indent(position, column, alternate);
            StartLine(++position);
        }
    }

    /// <summary>Columns with tabs, form feeds, and lines joined by a backslash before their first token.</summary>
    private int MeasureIndent(int position, out int column, out int alternate)
    {
        column = 0;
        alternate = 0;
        int continued = 0;
        for (; ; position++)
        {
            switch (_bytes[position])
            {
                case (byte)' ':
                    column++;
                    alternate++;
                    break;
                case (byte)'\t':
                    column = ((column / TabSize) + 1) * TabSize;
                    alternate++;
                    break;
                case (byte)'\f':
                    column = alternate = 0;
                    break;
                case (byte)'\\':
                    // The first backslash decides on the indentation of what comes after all of them, unless it stands in column 0.
                    continued = continued != 0 ? continued : column;
                    position = ContinueLine(position) - 1;
                    if (!_reject.IsNone)
                        return _end;
                    break;
                default:
                    if (continued != 0)
                        column = alternate = continued;
                    return position;
            }
        }
    }

    private int Indent(int position, int column, int alternate)
    {
        if (column == _columns[_indent])
            return alternate == _alternateColumns[_indent] ? position : Fail(RejectReason.SyntaxError);

        if (column > _columns[_indent])
        {
            if (_indent == MostIndents || alternate <= _alternateColumns[_indent])
                return Fail(RejectReason.SyntaxError);
            _indent++;
            _columns[_indent] = column;
            _alternateColumns[_indent] = alternate;
            Add(TokenKind.Indent, position, position);
            return position;
        }

        for (; column < _columns[_indent]; _indent--)
            Add(TokenKind.Dedent, position, position);
        return column == _columns[_indent] && alternate == _alternateColumns[_indent] ? position : Fail(RejectReason.SyntaxError);
    }

    /// <summary>A backslash: nothing but a newline, and then more of the source, may follow it.</summary>
    private int ContinueLine(int position)
    {
        if (_bytes[position + 1] != '\n' || position + 2 >= _end)
            return Fail(RejectReason.SyntaxError);
        StartLine(position + 2);
        return position + 2;
    }
}
