namespace Kiln.Compiler.Syntax;

/// <summary>
/// lineno, col_offset, end_lineno and end_col_offset of a node, as CPython counts them: lines from 1, columns in UTF-8 bytes from 0.
/// </summary>
internal readonly record struct Location(int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>NO_LOCATION: the place of what has none in the source.</summary>
    public static Location None => new(-1, -1, -1, -1);
}
