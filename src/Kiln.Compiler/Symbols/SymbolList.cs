namespace Kiln.Compiler.Symbols;

/// <summary>The names of a scope, in the order in which they were met.</summary>
internal readonly ref struct SymbolList(ReadOnlySpan<Symbol> symbols)
{
    private readonly ReadOnlySpan<Symbol> _symbols = symbols;

    public int Count => _symbols.Length;

    public Symbol this[int index] => _symbols[index];

    public ReadOnlySpan<Symbol>.Enumerator GetEnumerator() => _symbols.GetEnumerator();
}
