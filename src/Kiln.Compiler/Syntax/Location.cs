namespace Kiln.Compiler.Syntax;

/// <summary>
/// lineno, col_offset, end_lineno and end_col_offset of a node, as CPython counts them: lines from 1, columns in UTF-8 bytes from 0.
/// </summary>
/// <remarks>
/// Every instruction has one, which is copied and compared again and again: two words that fit registers. As four numbers, written one by one and then read
/// together, they made the processor wait: 40 % of <see cref="SyntaxTree.LocationOf"/>.
/// </remarks>
internal readonly record struct Location
{
    private readonly ulong _start;
    private readonly ulong _end;

    public Location(int line, int column, int endLine, int endColumn)
    {
        _start = (uint)line | ((ulong)(uint)column << 32);
        _end = (uint)endLine | ((ulong)(uint)endColumn << 32);
    }

    /// <summary>NO_LOCATION: the place of what has none in the source.</summary>
    public static Location None => new(-1, -1, -1, -1);

    public int Line => (int)_start;

    public int Column => (int)(_start >> 32);

    public int EndLine => (int)_end;

    public int EndColumn => (int)(_end >> 32);

    public override string ToString() => $"{Line}:{Column}-{EndLine}:{EndColumn}";
}
