using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>
/// A block with names of its own: PySTEntryObject. Its names lie in the <see cref="ScopeArena"/>, which gives it to the next file again.
/// Read only after <see cref="SymbolTable.Build"/>.
/// </summary>
internal sealed class Scope(ScopeArena arena)
{
    public ScopeKind Kind { get; private set; }

    /// <summary>ste_name.</summary>
    public Identifier Name { get; private set; }

    /// <summary>Inside a function.</summary>
    public bool IsNested { get; private set; }

    public bool IsGenerator { get; set; }

    public bool IsCoroutine { get; set; }

    public ComprehensionKind Comprehension { get; set; }

    public bool HasVarArgs { get; set; }

    public bool HasVarKeywords { get; set; }

    /// <summary><c>__class__</c> is to be made.</summary>
    public bool NeedsClassClosure { get; set; }

    /// <summary><c>__classdict__</c> is to be made.</summary>
    public bool NeedsClassDict { get; set; }

    /// <summary>ste_comp_inlined: a comprehension that is compiled into its function (PEP 709).</summary>
    public bool IsInlined { get; set; }

    /// <summary>A scope of type parameters, bounds or aliases right in a class, whose names it sees.</summary>
    public bool CanSeeClassScope { get; set; }

    /// <summary>ste_varnames: the parameters, in order.</summary>
    public ParameterList Parameters => new(arena.SymbolsOf(this).Slice(FirstParameter, ParameterCount));

    /// <summary>The names of the scope in the order in which they were met; mangled.</summary>
    public SymbolList Symbols => new(arena.SymbolsOf(this));

    /// <summary>ste_children; of an inlined comprehension its children instead of itself.</summary>
    public ScopeList Children => new(FirstChild);

    /// <summary>_PyST_IsFunctionLike.</summary>
    public bool IsFunctionLike => Kind is ScopeKind.Function or >= ScopeKind.TypeAlias;

    /// <summary>_PyST_GetScope.</summary>
    public NameScope ScopeOf(Identifier name) => Find(name).Scope;

    /// <summary>_PyST_GetSymbol; the default value if the scope does not know the name.</summary>
    public Symbol Find(Identifier name) => arena.Find(this, name);

    // The rest is for the making of the table.

    /// <summary>The node that it belongs to, for the lines of faults; 0 for the module.</summary>
    internal int Node { get; private set; }

    /// <summary>What <see cref="SymbolTable.Of"/> finds it by.</summary>
    internal int Key { get; private set; }

    /// <summary>The scope around it, of whatever kind.</summary>
    internal Scope? Parent { get; private set; }

    internal Scope? FirstChild { get; set; }

    internal Scope? LastChild { get; set; }

    internal Scope? NextSibling { get; set; }

    /// <summary>Where the stretch of the arena begins that holds its names, how many it holds, and how many it could.</summary>
    internal int First { get; set; }

    internal int Count { get; set; }

    internal int Capacity { get; set; }

    internal int FirstParameter { get; set; }

    internal int ParameterCount { get; set; }

    /// <summary>ste_comp_iter_target: the target of a comprehension is being visited.</summary>
    internal bool IsAtIterationTarget { get; set; }

    /// <summary>ste_comp_iter_expr: in how many iterables of comprehensions the visit is, those around the scope counted too.</summary>
    internal int IterableDepth { get; set; }

    /// <summary>
    /// ste_mangled_names: the scope of a generic class's type parameters in which this one lies. There only the names of
    /// type parameters are mangled.
    /// </summary>
    internal Scope? MangledNames { get; set; }

    /// <summary>The type parameters that were met so far, in the arena's list, where this is the <see cref="MangledNames"/> of scopes.</summary>
    internal int FirstMangled { get; set; }

    internal int MangledCount { get; set; }

    /// <summary>Makes a new scope of it: ste_new and symtable_enter_block.</summary>
    internal void Reset(ScopeKind kind, Identifier name, int key, int node, Scope? parent)
    {
        Kind = kind;
        Name = name;
        Key = key;
        Node = node;
        Parent = parent;
        IsNested = parent is not null && (parent.IsNested || parent.IsFunctionLike);
        IterableDepth = parent?.IterableDepth ?? 0;
        MangledNames = kind == ScopeKind.Class ? null : parent?.MangledNames;
        IsGenerator = IsCoroutine = HasVarArgs = HasVarKeywords = false;
        NeedsClassClosure = NeedsClassDict = IsInlined = CanSeeClassScope = IsAtIterationTarget = false;
        Comprehension = ComprehensionKind.None;
        FirstParameter = ParameterCount = FirstMangled = MangledCount = 0;
        FirstChild = LastChild = NextSibling = null;
    }

    internal void AddChild(Scope child) => AddChildren(child, child);

    /// <summary>Adds scopes that are siblings already.</summary>
    internal void AddChildren(Scope first, Scope last)
    {
        if (LastChild is null)
            FirstChild = first;
        else
            LastChild.NextSibling = first;
        LastChild = last;
    }
}
