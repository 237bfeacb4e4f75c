namespace Kiln.Compiler.Symbols;

/// <summary>Scopes that are linked by <see cref="Scope.NextSibling"/>.</summary>
internal readonly struct ScopeList(Scope? first)
{
    public Enumerator GetEnumerator() => new(first);

    /// <summary>Lets <c>foreach</c> go through the scopes.</summary>
    public struct Enumerator(Scope? first)
    {
        private Scope? _next = first;

        public Scope Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is null)
                return false;
            Current = _next;
            _next = _next.NextSibling;
            return true;
        }
    }
}
