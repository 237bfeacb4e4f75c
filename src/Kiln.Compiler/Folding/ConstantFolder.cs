using System.Numerics;
using System.Runtime.InteropServices;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Folding;

/// <summary>
/// Folds constants in a <see cref="SyntaxTree"/>, in place: Python/ast_opt.c of CPython to 3.13. (From 3.14 on its flow graph does most of it.)
/// An operation that would raise is left as it is; one whose result this program cannot know to the last bit rejects the source.
/// </summary>
internal sealed partial class ConstantFolder(SyntaxTree tree)
{
    private const int FunctionBody = 2;
    private const int FunctionReturns = 4;
    private const int ClassBody = 3;
    private const int Annotation = 1;

    private int _level;
    private bool _hasFutureAnnotations;
    private Reject _reject;

    /// <summary>Folds the module for a level of optimisation; annotations that will be strings are left as they are.</summary>
    public Reject Fold(int level, bool hasFutureAnnotations)
    {
        _level = level;
        _hasFutureAnnotations = hasFutureAnnotations;
        _reject = Reject.None;
        FoldBody(tree.Body.Start);
        return _reject;
    }

    /// <summary>astfold_body: a string that folding made must not become the docstring.</summary>
    private void FoldBody(int list)
    {
        bool hasDocstring = HasDocstring(list);
        FoldList(list);
        if (hasDocstring || !HasDocstring(list))
            return;
        int statement = tree.Words[list + 1];
        int values = tree.AddList([tree.Words[statement + Node.HeaderLength]]);
        int joined = tree.Add((int)NodeKind.JoinedStr, tree.Words[statement + 1], tree.Words[statement + 2], values);
        tree.Words[statement + Node.HeaderLength] = joined;
    }

    /// <summary>_PyAST_GetDocString: the first statement is a string.</summary>
    private bool HasDocstring(int list)
    {
        if (tree.Words[list] == 0)
            return false;
        Node first = tree[tree.Words[list + 1]];
        return first.Kind == NodeKind.Expr && IsConstant(first.Word(0)) && ConstantOf(first.Word(0)).Kind == ConstantKind.Str;
    }

    private void FoldList(int list)
    {
        int end = list + tree.Words[list];
        for (int slot = list + 1; slot <= end; slot++)
            FoldSlot(slot);
    }

    /// <summary>Folds the node of which a word holds the index, and puts the index of what it became there.</summary>
    private void FoldSlot(int slot)
    {
        int node = tree.Words[slot];
        if (node == 0)
            return;
        int folded = FoldNode(node);
        if (folded != node)
            tree.Words[slot] = folded;
    }

    private int FoldNode(int node)
    {
        NodeKind kind = KindOf(node);
        if (kind == NodeKind.Constant)
            return node;
        if (kind != NodeKind.Name)
            FoldFields(node, kind);
        switch (kind)
        {
            case NodeKind.Name:
                FoldDebug(node);
                return node;
            case NodeKind.UnaryOp:
                return FoldUnary(node);
            case NodeKind.BinOp:
                FoldBinary(node);
                return node;
            case NodeKind.Tuple when tree[node].Detail == (int)ExprContext.Load:
                FoldCollection(node, ConstantKind.Tuple);
                return node;
            case NodeKind.Subscript when tree[node].Detail == (int)ExprContext.Load:
                FoldSubscript(node);
                return node;
            case NodeKind.Compare:
                FoldMembership(node);
                return node;
            case NodeKind.For or NodeKind.Comprehension:
                FoldIterable(tree[node].Word(1));
                return node;
            default:
                return node;
        }
    }

    private void FoldFields(int node, NodeKind kind)
    {
        NodeShape shape = NodeShape.Of(kind);
        for (uint fields = shape.Nodes; fields != 0; fields &= fields - 1)
        {
            int field = BitOperations.TrailingZeroCount(fields);
            if (!_hasFutureAnnotations || !IsAnnotation(kind, field))
                FoldSlot(node + Node.HeaderLength + field);
        }

        for (uint fields = shape.Lists; fields != 0; fields &= fields - 1)
        {
            int field = BitOperations.TrailingZeroCount(fields);
            int list = tree.Words[node + Node.HeaderLength + field];
            if (IsBody(kind, field))
                FoldBody(list);
            else
                FoldList(list);
        }
    }

    private static bool IsAnnotation(NodeKind kind, int field) => kind switch
    {
        NodeKind.FunctionDef or NodeKind.AsyncFunctionDef => field == FunctionReturns,
        NodeKind.Arg or NodeKind.AnnAssign => field == Annotation,
        _ => false,
    };

    private static bool IsBody(NodeKind kind, int field) => kind switch
    {
        NodeKind.FunctionDef or NodeKind.AsyncFunctionDef => field == FunctionBody,
        NodeKind.ClassDef => field == ClassBody,
        _ => false,
    };

    /// <summary><c>__debug__</c> is known.</summary>
    private void FoldDebug(int node)
    {
        Node name = tree[node];
        if (name.Identifier(0) == WellKnown.Debug && name.Detail == (int)ExprContext.Load)
            MakeConstant(node, _level == 0 ? ConstantTable.True : ConstantTable.False);
    }

    /// <summary>fold_compare: what is searched by the last operator, if that is in or not in.</summary>
    private void FoldMembership(int node)
    {
        Nodes.Compare compare = new(tree[node]);
        int last = compare.Count - 1;
        if (compare.Op(last) is CompareOperator.In or CompareOperator.NotIn)
            FoldIterable(compare.Comparators[last].Index);
    }

    /// <summary>fold_iter: a list that is only gone through becomes a tuple, a set of constants a frozenset.</summary>
    private void FoldIterable(int node)
    {
        int list = tree.Words[node + Node.HeaderLength];
        switch (KindOf(node))
        {
            case NodeKind.List when !HasStarred(list):
                tree.Words[node] = Node.Header(NodeKind.Tuple, tree[node].Detail);
                FoldCollection(node, ConstantKind.Tuple);
                break;
            case NodeKind.Set:
                FoldCollection(node, ConstantKind.Frozenset);
                break;
        }
    }

    private bool HasStarred(int list)
    {
        foreach (Node item in new NodeList(tree, list))
        {
            if (item.Kind == NodeKind.Starred)
                return true;
        }

        return false;
    }

    /// <summary>Makes a display of constants a constant.</summary>
    private void FoldCollection(int node, ConstantKind kind)
    {
        NodeList items = tree[node].List(0);
        foreach (Node item in items)
        {
            if (item.Kind != NodeKind.Constant)
                return;
        }

        List<int> numbers = [];
        HashSet<string>? seen = kind == ConstantKind.Frozenset ? [] : null;
        foreach (Node item in items)
        {
            if (seen is null || seen.Add(EqualityKey.Of(tree, item.Word(0))))
                numbers.Add(item.Word(0));
        }

        MakeConstant(node, tree.Constants.AddCollection(kind, CollectionsMarshal.AsSpan(numbers)));
    }

    private NodeKind KindOf(int node) => (NodeKind)(byte)tree.Words[node];

    private bool IsConstant(int node) => KindOf(node) == NodeKind.Constant;

    private ConstantValue ConstantOf(int node) => tree.Constants[tree.Words[node + Node.HeaderLength]];

    /// <summary>make_const: turns a node into a constant where it is.</summary>
    private void MakeConstant(int node, int constant)
    {
        tree.Words[node] = Node.Header(NodeKind.Constant, 0);
        tree.Words[node + Node.HeaderLength] = constant;
    }

    private void Refuse(int node)
    {
        if (_reject.IsNone)
            _reject = new Reject(RejectReason.NumberFolding, tree[node].Line);
    }
}
