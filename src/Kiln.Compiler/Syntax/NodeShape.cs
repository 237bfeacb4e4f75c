namespace Kiln.Compiler.Syntax;

/// <summary>Which fields of a kind of node are nodes and which are lists of nodes, as bits: for going through a tree without regard to its kinds.</summary>
internal readonly record struct NodeShape(byte Nodes, byte Lists)
{
    private static readonly NodeShape[] Shapes = MakeShapes();

    public static NodeShape Of(NodeKind kind) => Shapes[(int)kind];

    private static NodeShape[] MakeShapes()
    {
        // One letter a field, in the order of the words: n a node, l a list of nodes, - anything else.
        (NodeKind Kind, string Fields)[] kinds =
        [
            (NodeKind.FunctionDef, "-nllnl"), (NodeKind.AsyncFunctionDef, "-nllnl"), (NodeKind.ClassDef, "-lllll"), (NodeKind.Return, "n"),
            (NodeKind.Delete, "l"), (NodeKind.Assign, "ln"), (NodeKind.TypeAlias, "nln"), (NodeKind.AugAssign, "nn"), (NodeKind.AnnAssign, "nnn"),
            (NodeKind.For, "nnll"), (NodeKind.AsyncFor, "nnll"), (NodeKind.While, "nll"), (NodeKind.If, "nll"), (NodeKind.With, "ll"),
            (NodeKind.AsyncWith, "ll"), (NodeKind.Match, "nl"), (NodeKind.Raise, "nn"), (NodeKind.Try, "llll"), (NodeKind.TryStar, "llll"),
            (NodeKind.Assert, "nn"), (NodeKind.Expr, "n"), (NodeKind.BoolOp, "l"), (NodeKind.NamedExpr, "nn"), (NodeKind.BinOp, "nn"),
            (NodeKind.UnaryOp, "n"), (NodeKind.Lambda, "nn"), (NodeKind.IfExp, "nnn"), (NodeKind.Dict, "ll"), (NodeKind.Set, "l"),
            (NodeKind.ListComp, "nl"), (NodeKind.SetComp, "nl"), (NodeKind.DictComp, "nnl"), (NodeKind.GeneratorExp, "nl"), (NodeKind.Await, "n"),
            (NodeKind.Yield, "n"), (NodeKind.YieldFrom, "n"), (NodeKind.Compare, "nl"), (NodeKind.Call, "nll"), (NodeKind.FormattedValue, "nn"),
            (NodeKind.JoinedStr, "l"), (NodeKind.Attribute, "n"), (NodeKind.Subscript, "nn"), (NodeKind.Starred, "n"), (NodeKind.List, "l"),
            (NodeKind.Tuple, "l"), (NodeKind.Slice, "nnn"), (NodeKind.MatchValue, "n"), (NodeKind.MatchSequence, "l"),
            (NodeKind.MatchMapping, "ll"), (NodeKind.MatchClass, "nl-l"), (NodeKind.MatchAs, "n"), (NodeKind.MatchOr, "l"),
            (NodeKind.TypeVar, "-nn"), (NodeKind.ParamSpec, "-n"), (NodeKind.TypeVarTuple, "-n"), (NodeKind.Comprehension, "nnl"),
            (NodeKind.ExceptHandler, "n-l"), (NodeKind.Arguments, "llnllnl"), (NodeKind.Arg, "-n"), (NodeKind.Keyword, "-n"),
            (NodeKind.WithItem, "nn"), (NodeKind.MatchCase, "nnl"),
        ];
        NodeShape[] shapes = new NodeShape[(int)NodeKind.MatchCase + 1];
        foreach ((NodeKind kind, string fields) in kinds)
            shapes[(int)kind] = new NodeShape(Bits(fields, 'n'), Bits(fields, 'l'));
        return shapes;
    }

    private static byte Bits(string fields, char letter)
    {
        int bits = 0;
        for (int field = 0; field < fields.Length; field++)
            bits |= fields[field] == letter ? 1 << field : 0;
        return (byte)bits;
    }
}
