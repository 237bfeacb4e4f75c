using System.Runtime.CompilerServices;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>
/// The first pass of Python/symtable.c: goes through the tree, opens a scope for each block and notes what is done there with each name.
/// Names are noted in the order in which CPython meets them, which later decides on the order of instructions.
/// <para>
/// A fault is noted once (<see cref="Fail"/>) and the walk goes on, making what nobody reads. How deep the tree may be has been limited by
/// the parser, well below CPython's limit for this pass.
/// </para>
/// </summary>
internal sealed partial class SymbolTableBuilder(SyntaxTree tree, ScopeArena scopes, NameMangling mangling)
{
    /// <summary>Of scopes that nobody asks for.</summary>
    private const int NoKey = -1;

    private int[] _words = [];
    private bool _areAnnotationsStrings;
    private Reject _reject;

    /// <summary>st_cur.</summary>
    private Scope _current = null!;

    /// <summary>st_private: the class whose private names are mangled.</summary>
    private Identifier _privateName;

    /// <summary>st_blocks: of the words that are keys of scopes, their numbers. Of other words it holds what earlier files left.</summary>
    private int[] _numbers = [];

    /// <summary>Names of type parameters, for <see cref="Scope.MangledNames"/>.</summary>
    private int[] _mangledNames = new int[16];
    private int _mangledNameCount;

    /// <summary>Makes the scopes of the tree.</summary>
    public Reject Collect(FutureFeatures features)
    {
        _words = tree.Words;
        _areAnnotationsStrings = features.HasAnnotations;
        _reject = Reject.None;
        _privateName = Identifier.None;
        _mangledNameCount = 0;
        if (_numbers.Length < tree.Count)
            _numbers = new int[_words.Length];
        scopes.Clear();
        _numbers[0] = 0;
        _current = scopes.Add(ScopeKind.Module, WellKnown.Top, key: 0, node: 0, parent: null);
        VisitList(tree.Body.Start);
        return _reject;
    }

    /// <summary>The scope of a node or list, or null.</summary>
    public Scope? Of(int key)
    {
        int number = _numbers[key];
        return number < scopes.ScopeCount && scopes[number].Key == key ? scopes[number] : null;
    }

    /// <summary>Whether a private name is mangled in the scope, if that lies in a class.</summary>
    public bool IsMangledIn(Scope scope, Identifier name) =>
        scope.MangledNames is not { } owner || _mangledNames.AsSpan(owner.FirstMangled, owner.MangledCount).Contains(name.Id);

    /// <summary>Opens a scope in the current one: symtable_enter_block.</summary>
    private void Enter(ScopeKind kind, Identifier name, int key, int node)
    {
        _numbers[key] = scopes.ScopeCount;
        Scope parent = _current;
        _current = scopes.Add(kind, name, key, node, parent);
        parent.AddChild(_current);
    }

    /// <summary>symtable_exit_block</summary>
    private void Exit() => _current = _current.Parent!;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(int node)
    {
        if (_reject.IsNone)
            _reject = new Reject(RejectReason.SyntaxError, node == 0 ? 0 : tree.LineOf(_words[node + 1]));
    }

    /// <summary>A name as it is known in a scope of the current class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Identifier Mangle(Scope scope, Identifier name) =>
        _privateName.IsNone || !mangling.IsPrivate(name) || !IsMangledIn(scope, name) ? name : mangling.Mangle(_privateName, name);

    /// <summary>symtable_add_def</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Define(Identifier name, SymbolFlags flags, int node) => Define(_current, Mangle(_current, name), flags, node);

    /// <summary>symtable_add_def_helper</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Define(Scope scope, Identifier mangled, SymbolFlags flags, int node)
    {
        ref Symbol symbol = ref scopes.FindOrAdd(scope, mangled);
        SymbolFlags before = symbol.Flags;
        symbol.Flags = before | flags;
        if (scope.IsAtIterationTarget)
            MarkIterationVariable(ref symbol, node);
        if ((flags & (SymbolFlags.Parameter | SymbolFlags.TypeParameter | SymbolFlags.Global)) != 0)
            DefineSpecial(scope, mangled, flags, before, node);
    }

    /// <summary>A name that the <c>for</c> of a comprehension binds; named expressions must not bind it too.</summary>
    private void MarkIterationVariable(ref Symbol symbol, int node)
    {
        if ((symbol.Flags & (SymbolFlags.Global | SymbolFlags.Nonlocal)) != 0)
            Fail(node);
        symbol.Flags |= SymbolFlags.ComprehensionIterator;
    }

    private void DefineSpecial(Scope scope, Identifier mangled, SymbolFlags flags, SymbolFlags before, int node)
    {
        const SymbolFlags Once = SymbolFlags.Parameter | SymbolFlags.TypeParameter;
        if ((flags & before & Once) != 0)
            Fail(node);
        if ((flags & SymbolFlags.Parameter) != 0)
        {
            if (scope.ParameterCount == 0)
                scope.FirstParameter = scope.Count - 1;
            scope.ParameterCount = scope.Count - scope.FirstParameter;
        }
        else if ((flags & SymbolFlags.Global) != 0)
        {
            scopes.FindOrAdd(scopes[0], mangled).Flags |= flags;
        }
    }

    private SymbolFlags FlagsOf(Scope scope, Identifier name) => scopes.Find(scope, Mangle(scope, name)).Flags;
}
