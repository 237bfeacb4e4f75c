using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>What stands in the brackets of subscripts, calls and classes.</summary>
internal sealed partial class Parser
{
    /// <summary>slices: slice | ','.(slice | starred_expression)+ [',']</summary>
    private int Slices()
    {
        int start = _position;
        int first = Slice();
        if (!At(TokenKind.Comma) && !IsKind(first, NodeKind.Starred))
            return first;
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && !At(TokenKind.RightBracket))
            Push(Slice());
        return Add(NodeKind.Tuple, start, List(mark));
    }

    /// <summary>slice: [expression] ':' [expression] [':' [expression]] | named_expression; starred_expression: '*' expression</summary>
    private int Slice()
    {
        int start = _position;
        if (Accept(TokenKind.Star))
        {
            int value = Expression();
            return Add(NodeKind.Starred, start, value);
        }

        bool isNamed = Next == TokenKind.ColonEqual;
        int lower = At(TokenKind.Colon) ? 0 : NamedExpression();
        if (isNamed || !Accept(TokenKind.Colon))
            return lower;
        int upper = CanBeginExpression(Current) ? Expression() : 0;
        int step = Accept(TokenKind.Colon) && CanBeginExpression(Current) ? Expression() : 0;
        return Add(NodeKind.Slice, start, lower, upper, step);
    }

    /// <summary>
    /// arguments, or the genexp that is the only argument, with the closing parenthesis. Positional ones come first; after a
    /// keyword only keywords and '*', after a '**' only keywords and '**'.
    /// </summary>
    private void CallArguments(bool allowsGenerator, out int arguments, out int keywords)
    {
        arguments = 0;
        keywords = 0;
        if (Accept(TokenKind.RightParenthesis))
            return;
        int open = _position - 1;
        int mark = _scratchCount;
        int keywordCount = 0;
        bool hasDoubleStar = false;
        do
        {
            int argument = Argument();
            if (IsKind(argument, NodeKind.Keyword))
            {
                hasDoubleStar |= tree.Words[argument + Node.HeaderLength] == 0;
                keywordCount++;
            }
            else if (hasDoubleStar || (keywordCount > 0 && !IsKind(argument, NodeKind.Starred)))
            {
                Fail();
            }

            Push(argument);
            if (Current is TokenKind.For or TokenKind.Async)
            {
                if (!allowsGenerator || keywordCount > 0 || _scratchCount > mark + 1)
                    Fail();
                _scratchCount = mark;
                Push(GeneratorAfter(open, argument));
                arguments = List(mark);
                return;
            }
        }
        while (Accept(TokenKind.Comma) && !At(TokenKind.RightParenthesis));
        Expect(TokenKind.RightParenthesis);
        keywords = keywordCount > 0 ? TakeKeywords(mark) : 0;
        arguments = List(mark);
    }

    /// <summary>starred_expression | NAME '=' expression | '**' expression | named_expression</summary>
    private int Argument()
    {
        int start = _position;
        switch (Current)
        {
            case TokenKind.Star:
                _position++;
                int starred = Expression();
                return Add(NodeKind.Starred, start, starred);
            case TokenKind.DoubleStar:
                _position++;
                int mapping = Expression();
                return Add(NodeKind.Keyword, start, 0, mapping);
            case TokenKind.Name when Next == TokenKind.Equal:
                Identifier name = CurrentName;
                _position += 2;
                int value = Expression();
                return Add(NodeKind.Keyword, start, name.Id, value);
            default:
                return NamedExpression();
        }
    }

    /// <summary>Takes the keywords out of the items that were pushed, and makes a list of them.</summary>
    private int TakeKeywords(int mark)
    {
        int end = _scratchCount;
        int kept = mark;
        for (int index = mark; index < end; index++)
        {
            int argument = _scratch[index];
            if (IsKind(argument, NodeKind.Keyword))
                Push(argument);
            else
                _scratch[kept++] = argument;
        }

        int keywords = List(end);
        _scratchCount = kept;
        return keywords;
    }
}
