using System.Numerics;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>The walk through the tree: symtable_visit_stmt, symtable_visit_expr and symtable_visit_pattern in one.</summary>
internal sealed partial class SymbolTableBuilder
{
    private void VisitList(int list)
    {
        int[] words = _words;
        for (int item = list + 1, end = list + words[list]; item <= end; item++)
            Visit(words[item]);
    }

    /// <summary>
    /// Visits a node, or none. The kinds that files are full of go to their fields themselves, the last of them by the loop instead of a call; kinds that
    /// are visited field by field, in the order of Python.asdl, go by their <see cref="NodeShape"/>.
    /// </summary>
    private void Visit(int node)
    {
        int[] words = _words;
        while (true)
        {
            int field = node + Node.HeaderLength;
            switch ((NodeKind)(byte)words[node])
            {
                case NodeKind.None or NodeKind.Constant:
                    return;
                case NodeKind.Name:
                    VisitName(node, (ExprContext)(words[node] >> 8), new Identifier(words[field]));
                    return;
                case NodeKind.Attribute or NodeKind.Expr or NodeKind.Starred or NodeKind.UnaryOp:
                    node = words[field];
                    continue;
                case NodeKind.Keyword:
                    node = words[field + 1];
                    continue;
                case NodeKind.Call:
                    Visit(words[field]);
                    VisitList(words[field + 1]);
                    VisitList(words[field + 2]);
                    return;
                case NodeKind.Assign:
                    VisitList(words[field]);
                    node = words[field + 1];
                    continue;
                case NodeKind.BinOp or NodeKind.Subscript:
                    Visit(words[field]);
                    node = words[field + 1];
                    continue;
                case NodeKind.Tuple or NodeKind.List or NodeKind.BoolOp or NodeKind.JoinedStr:
                    VisitList(words[field]);
                    return;
                case NodeKind.If:
                    Visit(words[field]);
                    VisitList(words[field + 1]);
                    VisitList(words[field + 2]);
                    return;
                default:
                    VisitRare(node);
                    return;
            }
        }
    }

    /// <summary>The kinds that note something, or that are visited in an order of their own.</summary>
    private void VisitRare(int node)
    {
        NodeKind kind = (NodeKind)(byte)_words[node];
        Node view = new(tree, node);
        switch (kind)
        {
            case NodeKind.FunctionDef or NodeKind.AsyncFunctionDef:
                VisitFunction(view);
                break;
            case NodeKind.ClassDef:
                VisitClass(view);
                break;
            case NodeKind.Lambda:
                VisitLambda(view);
                break;
            case NodeKind.TypeAlias:
                VisitTypeAlias(view);
                break;
            case NodeKind.TypeVar or NodeKind.ParamSpec or NodeKind.TypeVarTuple:
                VisitTypeParameter(view);
                break;
            case NodeKind.ListComp or NodeKind.SetComp or NodeKind.DictComp or NodeKind.GeneratorExp:
                VisitComprehension(view);
                break;
            case NodeKind.Comprehension:
                VisitInnerFor(new Nodes.Comprehension(view));
                break;
            case NodeKind.NamedExpr:
                VisitNamedExpression(view);
                break;
            case NodeKind.Await or NodeKind.Yield or NodeKind.YieldFrom:
                VisitSuspension(view);
                break;
            case NodeKind.AnnAssign:
                VisitAnnotatedAssignment(view);
                break;
            case NodeKind.Alias:
                VisitAlias(view);
                break;
            case NodeKind.Import:
                VisitList(_words[node + Node.HeaderLength]);
                break;
            case NodeKind.ImportFrom:
                VisitList(_words[node + Node.HeaderLength + 1]);
                break;
            case NodeKind.Global or NodeKind.Nonlocal:
                VisitDeclaration(view);
                break;
            case NodeKind.ExceptHandler:
                VisitHandler(new Nodes.ExceptHandler(view), node);
                break;
            default:
                VisitFields(node, NodeShape.Of(kind));
                DefinePatternName(view);
                break;
        }
    }

    /// <summary>All nodes and lists of a node, in their order.</summary>
    private void VisitFields(int node, NodeShape shape)
    {
        for (int fields = shape.Nodes | shape.Lists; fields != 0; fields &= fields - 1)
        {
            int field = BitOperations.TrailingZeroCount(fields);
            int word = _words[node + Node.HeaderLength + field];
            if (((shape.Lists >> field) & 1) != 0)
                VisitList(word);
            else
                Visit(word);
        }
    }
}
