using System.Runtime.CompilerServices;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>
/// The scopes of a file and their names. Each scope has a stretch of one array of symbols, in the order in which they were met, and
/// twice as long a stretch of slots, an open-addressing table over the numbers of the names: those are small and follow each other, so
/// that they are their own hash. A stretch that is full moves to the end with twice the room. A worker owns one and clears it for each file.
/// </summary>
internal sealed class ScopeArena
{
    /// <summary>Most functions have fewer names.</summary>
    private const int SmallestScope = 16;

    private const int SmallestCapacity = 1 << 12;

    private Symbol[] _symbols = new Symbol[SmallestCapacity];

    /// <summary>For each symbol two: 0 for free, else one more than the place of a symbol in its scope.</summary>
    private int[] _slots = new int[SmallestCapacity * 2];
    private int _used;

    private Scope[] _scopes = [];
    private int _scopeCount;

    public int ScopeCount => _scopeCount;

    public Scope this[int number] => _scopes[number];

    public void Clear() => _used = _scopeCount = 0;

    /// <summary>Adds a scope without names.</summary>
    public Scope Add(ScopeKind kind, Identifier name, int key, int node, Scope? parent)
    {
        if (_scopeCount == _scopes.Length)
            GrowScopes();
        Scope scope = _scopes[_scopeCount++];
        scope.Reset(kind, name, key, node, parent);
        scope.Count = 0;
        Place(scope, SmallestScope);
        return scope;
    }

    public Span<Symbol> SymbolsOf(Scope scope) => _symbols.AsSpan(scope.First, scope.Count);

    /// <summary>A symbol of a scope, or the default value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Symbol Find(Scope scope, Identifier name)
    {
        int place = _slots[SlotOf(scope, name)];
        return place == 0 ? default : _symbols[scope.First + place - 1];
    }

    public bool Contains(Scope scope, Identifier name) => _slots[SlotOf(scope, name)] != 0;

    /// <summary>Takes a name out of a scope.</summary>
    public void Remove(Scope scope, Identifier name)
    {
        Span<Symbol> symbols = SymbolsOf(scope);
        int removed = _slots[SlotOf(scope, name)] - 1;
        symbols[(removed + 1)..].CopyTo(symbols[removed..]);
        scope.Count--;
        Fill(scope);
    }

    /// <summary>A symbol of a scope, added without flags if it was not there. The reference holds until a symbol is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Symbol FindOrAdd(Scope scope, Identifier name)
    {
        int slot = SlotOf(scope, name);
        int place = _slots[slot];
        return ref place == 0 ? ref Add(scope, name, slot) : ref _symbols[scope.First + place - 1];
    }

    /// <summary>The slot of a name, or the free one where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(Scope scope, Identifier name)
    {
        int first = scope.First;
        int mask = (scope.Capacity * 2) - 1;
        int[] slots = _slots;
        Symbol[] symbols = _symbols;
        for (int hash = name.Id; ; hash++)
        {
            int slot = (first * 2) + (hash & mask);
            int place = slots[slot];
            if (place == 0 || symbols[first + place - 1].Name == name)
                return slot;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Symbol Add(Scope scope, Identifier name, int slot)
    {
        if (scope.Count == scope.Capacity)
        {
            Grow(scope);
            slot = SlotOf(scope, name);
        }

        _symbols[scope.First + scope.Count++] = new Symbol(name, SymbolFlags.None, NameScope.Unknown);
        _slots[slot] = scope.Count;
        return ref _symbols[scope.First + scope.Count - 1];
    }

    private void Grow(Scope scope)
    {
        int first = scope.First;
        Place(scope, scope.Capacity * 2);
        _symbols.AsSpan(first, scope.Count).CopyTo(_symbols.AsSpan(scope.First));
        Fill(scope);
    }

    /// <summary>Makes the slots of a scope anew.</summary>
    private void Fill(Scope scope)
    {
        _slots.AsSpan(scope.First * 2, scope.Capacity * 2).Clear();
        for (int place = 1; place <= scope.Count; place++)
            _slots[SlotOf(scope, _symbols[scope.First + place - 1].Name)] = place;
    }

    /// <summary>Gives a scope a stretch at the end.</summary>
    private void Place(Scope scope, int capacity)
    {
        if (_symbols.Length - _used < capacity)
        {
            Array.Resize(ref _symbols, Math.Max(_used + capacity, _symbols.Length * 2));
            Array.Resize(ref _slots, _symbols.Length * 2);
        }

        scope.First = _used;
        scope.Capacity = capacity;
        _slots.AsSpan(_used * 2, capacity * 2).Clear();
        _used += capacity;
    }

    private void GrowScopes()
    {
        int count = _scopes.Length;
        Array.Resize(ref _scopes, Math.Max(64, count * 2));
        for (int number = count; number < _scopes.Length; number++)
            _scopes[number] = new Scope(this);
    }
}
