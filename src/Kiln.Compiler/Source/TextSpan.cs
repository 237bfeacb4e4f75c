namespace Kiln.Compiler.Source;

/// <summary>A stretch of the bytes of a <see cref="SourceText"/>: of the source itself, or of what was decoded from it.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}
