using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>
/// The scopes of a file: Python/symtable.c. A worker owns one. <see cref="SymbolTableBuilder"/> collects what each scope does with each name,
/// <see cref="NameResolution"/> then finds where the names live.
/// </summary>
internal sealed class SymbolTable
{
    private readonly ScopeArena _scopes = new();
    private readonly NameMangling _mangling;
    private readonly SymbolTableBuilder _builder;
    private readonly NameResolution _resolution;

    public SymbolTable(SyntaxTree tree)
    {
        _mangling = new NameMangling(tree.Identifiers);
        _builder = new SymbolTableBuilder(tree, _scopes, _mangling);
        _resolution = new NameResolution(tree, _scopes);
    }

    /// <summary>st_top.</summary>
    public Scope Module => _scopes[0];

    /// <summary>_PySymtable_Build: finds all scopes and where their names live, or rejects.</summary>
    public Reject Build(Target target, FutureFeatures features)
    {
        if (target.HasDeferredAnnotations)
            return new Reject(RejectReason.UnsupportedSyntax, Line: 0);
        _mangling.Begin();
        Reject reject = _builder.Collect(features);
        return reject.IsNone ? _resolution.Resolve(Module) : reject;
    }

    /// <summary>
    /// _PySymtable_Lookup: the scope of a node. Keys are indexes of the tree's words: of the node, or of the list of type parameters
    /// (its start) where CPython's key is <c>type_params</c>; one more than the node of a TypeVar for the default of it. 0 is the module's.
    /// </summary>
    public Scope Of(int key) => _builder.Of(key) ?? throw new KeyNotFoundException();

    /// <summary>_Py_MaybeMangle of a name in a scope that lies in the class <paramref name="privateName"/> (None outside classes).</summary>
    public Identifier Mangle(Identifier privateName, Scope scope, Identifier name) =>
        !privateName.IsNone && _mangling.IsPrivate(name) && _builder.IsMangledIn(scope, name) ? _mangling.Mangle(privateName, name) : name;

    /// <summary>_Py_Mangle: as above, wherever the name is.</summary>
    public Identifier Mangle(Identifier privateName, Identifier name) =>
        !privateName.IsNone && _mangling.IsPrivate(name) ? _mangling.Mangle(privateName, name) : name;
}
