using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>A block with names of its own: PySTEntryObject. Read only after <see cref="SymbolTable.Build"/>.</summary>
internal sealed class Scope
{
    public ScopeKind Kind { get; set; }

    /// <summary>ste_name.</summary>
    public Identifier Name { get; set; }

    /// <summary>Inside a function.</summary>
    public bool IsNested { get; set; }

    /// <summary>Has free variables.</summary>
    public bool HasFree { get; set; }

    public bool HasFreeChild { get; set; }

    public bool IsGenerator { get; set; }

    public bool IsCoroutine { get; set; }

    public ComprehensionKind Comprehension { get; set; }

    public bool HasVarArgs { get; set; }

    public bool HasVarKeywords { get; set; }

    public bool ReturnsValue { get; set; }

    /// <summary><c>__class__</c> is to be made.</summary>
    public bool NeedsClassClosure { get; set; }

    /// <summary><c>__classdict__</c> is to be made.</summary>
    public bool NeedsClassDict { get; set; }

    /// <summary>ste_comp_inlined: a comprehension that is compiled into its function (PEP 709).</summary>
    public bool IsInlined { get; set; }

    public bool CanSeeClassScope { get; set; }

    /// <summary>ste_varnames: the parameters, in order.</summary>
    public List<Identifier> Parameters { get; } = [];

    /// <summary>The names of the scope in the order in which they were met; mangled.</summary>
    public List<Symbol> Symbols { get; } = [];

    public List<Scope> Children { get; } = [];

    /// <summary>_PyST_GetScope.</summary>
    public NameScope ScopeOf(Identifier name) => Find(name).Scope;

    /// <summary>_PyST_GetSymbol; the default value if the scope does not know the name.</summary>
    public Symbol Find(Identifier name)
    {
        foreach (Symbol symbol in Symbols)
        {
            if (symbol.Name == name)
                return symbol;
        }

        return default;
    }
}
