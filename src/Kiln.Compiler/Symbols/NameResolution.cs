using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>
/// The second pass of Python/symtable.c: finds for each name of each scope where it lives, from the outermost scope inwards, and then from the
/// innermost outwards which names are cells and which pass through.
/// <para>
/// CPython hands sets of names from scope to scope and copies them for each. Here what the scopes around know of a name is a few bits under its number, and what
/// a scope changes is taken back when it is left. The free names of the scopes inside lie on one stack, those of a scope on top when it is done.
/// </para>
/// </summary>
internal sealed partial class NameResolution(SyntaxTree tree, ScopeArena scopes)
{
    /// <summary>What the scopes around know of a name.</summary>
    [Flags]
    private enum Known : byte
    {
        Nothing = 0,

        /// <summary>A function around binds it.</summary>
        Bound = 1,

        /// <summary>It is declared global around.</summary>
        Global = 2,

        /// <summary>It is a type parameter around.</summary>
        TypeParameter = 4,
    }

    private const int KnownBits = 3;

    /// <summary>By number of the name.</summary>
    private Known[] _known = [];

    /// <summary>By number of the name: the last visit of a scope that met it among the free names.</summary>
    private int[] _metAt = [];
    private int _visit;

    private readonly IntStack _changes = new();
    private readonly IntStack _free = new();
    private readonly IntStack _inlinedCells = new();
    private Reject _reject;

    /// <summary>symtable_analyze</summary>
    public Reject Resolve(Scope module)
    {
        int count = tree.Identifiers.Count;
        if (_known.Length < count)
        {
            _known = new Known[count * 2];
            _metAt = new int[count * 2];
        }

        _known.AsSpan(0, count).Clear();
        _metAt.AsSpan(0, count).Clear();
        _visit = 0;
        _changes.CutTo(0);
        _free.CutTo(0);
        _inlinedCells.CutTo(0);
        _reject = Reject.None;
        Resolve(module, classAround: null);
        return _reject;
    }

    /// <summary>analyze_block: afterwards the names that are free in the scope are on top of <see cref="_free"/>.</summary>
    private void Resolve(Scope scope, Scope? classAround)
    {
        int changes = _changes.Count;
        int free = _free.Count;
        int inlinedCells = _inlinedCells.Count;
        foreach (ref Symbol symbol in scopes.SymbolsOf(scope))
            symbol.Scope = FindScope(scope, symbol.Name, symbol.Flags, classAround);
        if (scope.Kind == ScopeKind.Class)
        {
            Change(WellKnown.Class__, _known[WellKnown.Class__.Id] | Known.Bound);
            Change(WellKnown.ClassDict, _known[WellKnown.ClassDict.Id] | Known.Bound);
        }

        foreach (Scope child in scope.Children)
            ResolveChild(scope, child, classAround);
        ReplaceInlinedChildren(scope);
        TakeFreeNames(scope, free);
        TakeInlinedCells(scope, inlinedCells);
        TakeBack(changes);
    }

    private void ResolveChild(Scope scope, Scope child, Scope? classAround)
    {
        int free = _free.Count;
        Scope? visibleClass = scope.Kind == ScopeKind.Class ? scope : classAround;
        Resolve(child, child.CanSeeClassScope ? visibleClass : null);
        if (child.Comprehension is ComprehensionKind.None or ComprehensionKind.Generator || scope.CanSeeClassScope)
            return;
        Inline(scope, child, free);
        child.IsInlined = true;
    }

    /// <summary>analyze_name</summary>
    private NameScope FindScope(Scope scope, Identifier name, SymbolFlags flags, Scope? classAround)
    {
        Known known = _known[name.Id];
        // What a class binds and declares is not seen by the scopes in it.
        bool isSeen = scope.Kind != ScopeKind.Class;
        if ((flags & SymbolFlags.Global) != 0)
        {
            if ((flags & SymbolFlags.Nonlocal) != 0)
                Fail(scope);
            if (isSeen)
                Change(name, (known & ~Known.Bound) | Known.Global);
            return NameScope.GlobalExplicit;
        }

        if ((flags & SymbolFlags.Nonlocal) != 0)
        {
            if ((known & (Known.Bound | Known.TypeParameter)) != Known.Bound)
                Fail(scope);
            return NameScope.Free;
        }

        if ((flags & SymbolFlags.Bound) != 0)
        {
            Known after = (flags & SymbolFlags.TypeParameter) != 0 ? known | Known.TypeParameter : known & ~Known.TypeParameter;
            if (isSeen)
                after = (after & ~Known.Global) | (scope.IsFunctionLike ? Known.Bound : Known.Nothing);
            Change(name, after);
            return NameScope.Local;
        }

        if (classAround is not null)
        {
            SymbolFlags inClass = scopes.Find(classAround, name).Flags;
            if ((inClass & SymbolFlags.Global) != 0)
                return NameScope.GlobalExplicit;
            if ((inClass & SymbolFlags.Bound) != 0 && (inClass & SymbolFlags.Nonlocal) == 0)
                return NameScope.GlobalImplicit;
        }

        return (known & Known.Bound) != 0 ? NameScope.Free : NameScope.GlobalImplicit;
    }

    /// <summary>
    /// analyze_cells and update_symbols: of the names that are free inside, some are cells here, the others pass through. Leaves those, and
    /// the names that are free in the scope itself, on the stack from <paramref name="start"/> on, each once.
    /// </summary>
    private void TakeFreeNames(Scope scope, int start)
    {
        if (scope.Kind == ScopeKind.Class)
            DropClassFree(scope, start);
        _visit++;
        int kept = start;
        for (int index = start; index < _free.Count; index++)
        {
            Identifier name = new(_free[index]);
            if (_metAt[name.Id] == _visit)
                continue;
            _metAt[name.Id] = _visit;
            if (PassesThrough(scope, name))
                _free[kept++] = name.Id;
        }

        _free.CutTo(kept);
        foreach (Symbol symbol in scopes.SymbolsOf(scope))
        {
            if (symbol.Scope == NameScope.Free && _metAt[symbol.Name.Id] != _visit)
                _free.Push(symbol.Name.Id);
        }
    }

    /// <summary>drop_class_free: a class makes <c>__class__</c> and <c>__classdict__</c> for the scopes in it.</summary>
    private void DropClassFree(Scope scope, int start)
    {
        int kept = start;
        for (int index = start; index < _free.Count; index++)
        {
            Identifier name = new(_free[index]);
            scope.NeedsClassClosure |= name == WellKnown.Class__;
            scope.NeedsClassDict |= name == WellKnown.ClassDict;
            if (name != WellKnown.Class__ && name != WellKnown.ClassDict)
                _free[kept++] = name.Id;
        }

        _free.CutTo(kept);
    }

    /// <summary>Whether a name that is free inside is not of this scope.</summary>
    private bool PassesThrough(Scope scope, Identifier name)
    {
        if (!scopes.Contains(scope, name))
        {
            if (scope.Parent is null || (_known[name.Id] & Known.Bound) != 0)
                scopes.FindOrAdd(scope, name).Scope = NameScope.Free;
            return true;
        }

        ref Symbol symbol = ref scopes.FindOrAdd(scope, name);
        if (symbol.Scope == NameScope.Local && scope.IsFunctionLike)
        {
            symbol.Scope = NameScope.Cell;
            return false;
        }

        if (scope.Kind == ScopeKind.Class || scope.CanSeeClassScope)
            symbol.Flags |= SymbolFlags.FreeClass;
        return true;
    }

    /// <summary>Changes what the scopes inside know of a name, until this one is left.</summary>
    private void Change(Identifier name, Known after)
    {
        Known before = _known[name.Id];
        if (before == after)
            return;
        _changes.Push((name.Id << KnownBits) | (int)before);
        _known[name.Id] = after;
    }

    private void TakeBack(int count)
    {
        while (_changes.Count > count)
        {
            int change = _changes.Pop();
            _known[change >> KnownBits] = (Known)(change & ((1 << KnownBits) - 1));
        }
    }

    private void Fail(Scope scope)
    {
        if (_reject.IsNone)
            _reject = new Reject(RejectReason.SyntaxError, scope.Node == 0 ? 0 : tree[scope.Node].Line);
    }
}
