namespace Kiln.Engine.Requirements;

/// <summary>
/// A line of a requirement file as it is meant: continuations joined, comment and blanks around it dropped, variables expanded.
/// <see cref="Line"/> counts from 1; <see cref="Offset"/> is that of its first character in the file's text.
/// </summary>
internal readonly record struct LogicalLine(string Text, int Line, int Offset);
