using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>What all kinds of comprehension have: their generators, and what is added for each turn (of a dict a key and a value).</summary>
internal readonly struct ComprehensionParts
{
    public ComprehensionParts(Node expression)
    {
        Expression = expression;
        Kind = expression.Kind switch
        {
            NodeKind.ListComp => ComprehensionKind.List,
            NodeKind.SetComp => ComprehensionKind.Set,
            NodeKind.DictComp => ComprehensionKind.Dict,
            _ => ComprehensionKind.Generator,
        };
        bool isDict = Kind == ComprehensionKind.Dict;
        Element = isDict ? new DictComp(expression).Key : new ListComp(expression).Elt;
        Value = isDict ? new DictComp(expression).Value : default;
        Generators = isDict ? new DictComp(expression).Generators : new ListComp(expression).Generators;
        Location = expression.Location;
    }

    public Node Expression { get; }

    public ComprehensionKind Kind { get; }

    public Node Element { get; }

    public Node Value { get; }

    public NodeList Generators { get; }

    public Location Location { get; }
}
