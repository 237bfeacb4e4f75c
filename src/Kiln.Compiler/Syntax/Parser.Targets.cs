using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Targets of assignments, loops, with and del: expressions that are turned into targets if they can be.</summary>
internal sealed partial class Parser
{
    /// <summary>star_targets: ','.star_target+ [',']</summary>
    private int StarTargets()
    {
        int start = _position;
        int first = StarTarget();
        if (!At(TokenKind.Comma))
            return first;
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && CanBeginStarExpression(Current))
            Push(StarTarget());
        int list = List(mark);
        return tree.Add(Node.Header(NodeKind.Tuple, (int)ExprContext.Store), start, _position - 1, list);
    }

    /// <summary>star_target: '*' star_target | target_with_star_atom</summary>
    private int StarTarget()
    {
        int start = _position;
        if (!Accept(TokenKind.Star))
            return Target(Primary(), ExprContext.Store);
        int value = Target(Primary(), ExprContext.Store);
        return tree.Add(Node.Header(NodeKind.Starred, (int)ExprContext.Store), start, _position - 1, value);
    }

    /// <summary>Gives an expression, and those in it, the context of a target, or fails.</summary>
    private int Target(int node, ExprContext context)
    {
        int[] words = tree.Words;
        NodeKind kind = (NodeKind)(byte)words[node];
        switch (kind)
        {
            case NodeKind.Name or NodeKind.Attribute or NodeKind.Subscript:
                break;
            case NodeKind.Tuple or NodeKind.List:
                int list = words[node + Node.HeaderLength];
                for (int index = 1; index <= words[list]; index++)
                    Target(words[list + index], context);
                break;
            case NodeKind.Starred when context == ExprContext.Store:
                Target(words[node + Node.HeaderLength], context);
                break;
            default:
                return Fail();
        }

        words[node] = Node.Header(kind, (int)context);
        return node;
    }

    /// <summary>single_target: NAME, an attribute or a subscript, in parentheses or not</summary>
    private void SingleTarget(int node)
    {
        if (IsKind(node, NodeKind.Name) || IsKind(node, NodeKind.Attribute) || IsKind(node, NodeKind.Subscript))
            Target(node, ExprContext.Store);
        else
            Fail();
    }
}
