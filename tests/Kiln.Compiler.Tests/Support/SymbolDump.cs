using System.Globalization;
using System.Text;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Scopes as the text that symbols.py prints of those of CPython's <c>_symtable</c>.</summary>
internal sealed class SymbolDump(SyntaxTree tree)
{
    private const int ScopeOffset = 12;

    private readonly StringBuilder _output = new();

    public byte[] Dump(Scope scope)
    {
        DumpScope(scope);
        return Encoding.ASCII.GetBytes(_output.ToString());
    }

    private void DumpScope(Scope scope)
    {
        _output.Append(CultureInfo.InvariantCulture, $"({(int)scope.Kind} {Text(scope.Name)} {(scope.IsNested ? 1 : 0)} [");
        string separator = "";
        foreach (Identifier parameter in scope.Parameters)
        {
            _output.Append(separator).Append(Text(parameter));
            separator = " ";
        }

        _output.Append(']');
        SortedSet<string> passing = new(StringComparer.Ordinal);
        foreach (Symbol symbol in scope.Symbols)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $" {Text(symbol.Name)}={(int)symbol.Flags | ((int)symbol.Scope << ScopeOffset):x}");
            if (symbol.Flags != SymbolFlags.None)
                _output.Append(text);
            else
                passing.Add(text);
        }

        _output.AppendJoin("", passing);
        foreach (Scope child in scope.Children)
            DumpScope(child);
        _output.Append(')');
    }

    private string Text(Identifier name) => Encoding.ASCII.GetString(tree.Identifiers[name]);
}
