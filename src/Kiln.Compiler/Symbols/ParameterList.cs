using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>The parameters of a scope: names that stand beside each other in its <see cref="SymbolList"/>.</summary>
internal readonly ref struct ParameterList(ReadOnlySpan<Symbol> symbols)
{
    private readonly ReadOnlySpan<Symbol> _symbols = symbols;

    public int Count => _symbols.Length;

    public Identifier this[int index] => _symbols[index].Name;

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Lets <c>foreach</c> go through the parameters.</summary>
    public ref struct Enumerator(ParameterList list)
    {
        private readonly ParameterList _list = list;
        private int _index = -1;

        public readonly Identifier Current => _list[_index];

        public bool MoveNext() => ++_index < _list.Count;
    }
}
