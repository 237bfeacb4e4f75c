using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Tuples, lists, sets, dicts and comprehensions.</summary>
internal sealed partial class Parser
{
    /// <summary>tuple | group | genexp</summary>
    private int Parenthesized()
    {
        int start = _position++;
        if (Accept(TokenKind.RightParenthesis))
            return Add(NodeKind.Tuple, start, 0);
        if (At(TokenKind.Yield))
        {
            int yield = YieldExpression();
            Expect(TokenKind.RightParenthesis);
            return yield;
        }

        int first = StarNamedExpression();
        switch (Current)
        {
            case TokenKind.Comma:
                int items = RestOfItems(first, TokenKind.RightParenthesis);
                return Add(NodeKind.Tuple, start, items);
            case TokenKind.For or TokenKind.Async:
                return GeneratorAfter(start, first);
            default:
                Expect(TokenKind.RightParenthesis);
                return IsKind(first, NodeKind.Starred) ? Fail() : first;
        }
    }

    /// <summary>genexp, after its element</summary>
    private int GeneratorAfter(int start, int element)
    {
        int generators = Generators(element);
        Expect(TokenKind.RightParenthesis);
        return Add(NodeKind.GeneratorExp, start, element, generators);
    }

    /// <summary>star_named_expressions after the first, with the bracket that ends them</summary>
    private int RestOfItems(int first, TokenKind end)
    {
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && !At(end))
            Push(StarNamedExpression());
        Expect(end);
        return List(mark);
    }

    /// <summary>list | listcomp</summary>
    private int ListDisplay()
    {
        int start = _position++;
        if (Accept(TokenKind.RightBracket))
            return Add(NodeKind.List, start, 0);
        int first = StarNamedExpression();
        if (Current is TokenKind.For or TokenKind.Async)
        {
            int generators = Generators(first);
            Expect(TokenKind.RightBracket);
            return Add(NodeKind.ListComp, start, first, generators);
        }

        int items = RestOfItems(first, TokenKind.RightBracket);
        return Add(NodeKind.List, start, items);
    }

    /// <summary>dict | set | dictcomp | setcomp</summary>
    private int BraceDisplay()
    {
        int start = _position++;
        if (Accept(TokenKind.RightBrace))
            return Add(NodeKind.Dict, start, 0, 0);
        if (At(TokenKind.DoubleStar))
            return DictDisplay(start, firstKey: 0);
        bool isNamed = Next == TokenKind.ColonEqual;
        int first = StarNamedExpression();
        switch (Current)
        {
            case TokenKind.Colon when !isNamed && !IsKind(first, NodeKind.Starred):
                return DictDisplay(start, first);
            case TokenKind.For or TokenKind.Async:
                int generators = Generators(first);
                Expect(TokenKind.RightBrace);
                return Add(NodeKind.SetComp, start, first, generators);
            default:
                int items = RestOfItems(first, TokenKind.RightBrace);
                return Add(NodeKind.Set, start, items);
        }
    }

    /// <summary>dict | dictcomp, from the colon after the first key or from the first '**'</summary>
    private int DictDisplay(int start, int firstKey)
    {
        int mark = _scratchCount;
        PushPair(firstKey);
        if (firstKey != 0 && Current is TokenKind.For or TokenKind.Async)
        {
            int value = _scratch[mark + 1];
            _scratchCount = mark;
            int generators = Generators(firstKey);
            Expect(TokenKind.RightBrace);
            return Add(NodeKind.DictComp, start, firstKey, value, generators);
        }

        while (Accept(TokenKind.Comma) && !At(TokenKind.RightBrace))
            PushPair(At(TokenKind.DoubleStar) ? 0 : Expression());
        Expect(TokenKind.RightBrace);
        int count = (_scratchCount - mark) / 2;
        int keys = Collect(mark, 0, count);
        int values = Collect(mark + 1, 0, count);
        _scratchCount = mark;
        return Add(NodeKind.Dict, start, keys, values);
    }

    /// <summary>double_starred_kvpair, after its key (0 for '**')</summary>
    private void PushPair(int key)
    {
        Push(key);
        Expect(key == 0 ? TokenKind.DoubleStar : TokenKind.Colon);
        Push(key == 0 ? Operation(BitwiseOrPrecedence) : Expression());
    }

    /// <summary>for_if_clauses; the element before them cannot be starred</summary>
    private int Generators(int element)
    {
        if (IsKind(element, NodeKind.Starred))
            return Fail();
        int mark = _scratchCount;
        while (Current is TokenKind.For or TokenKind.Async)
            Push(Comprehension());
        return List(mark);
    }

    /// <summary>for_if_clause: ['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*</summary>
    private int Comprehension()
    {
        int start = _position;
        bool isAsync = Accept(TokenKind.Async);
        Expect(TokenKind.For);
        int target = StarTargets();
        Expect(TokenKind.In);
        int iterable = Operation(OrPrecedence);
        int mark = _scratchCount;
        while (Accept(TokenKind.If))
            Push(Operation(OrPrecedence));
        int conditions = List(mark);
        int header = Node.Header(NodeKind.Comprehension, isAsync ? 1 : 0);
        return tree.Add(header, start, _position - 1, target, iterable, conditions);
    }
}
