namespace Kiln.Compiler.Tokens;

/// <summary>A name of the file that is compiled, by its number in <see cref="Identifiers"/>: equal names have equal numbers.</summary>
internal readonly record struct Identifier(int Id)
{
    /// <summary>No name: an optional identifier that is absent.</summary>
    public static Identifier None => default;

    public bool IsNone => Id == 0;
}
