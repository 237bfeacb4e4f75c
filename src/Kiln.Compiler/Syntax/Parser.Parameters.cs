using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Parameters of functions (up to a parenthesis) and of lambdas (up to a colon, without annotations).</summary>
internal sealed partial class Parser
{
    /// <summary>parameters, lambda_parameters: an Arguments node</summary>
    private int Parameters(TokenKind end)
    {
        if (At(end))
            return SyntaxTree.NoArguments;
        // Pairs of a parameter and its default are pushed in the order of the source, and sorted into Python.asdl's lists at the end.
        int mark = _scratchCount;
        int start = _position;
        ParameterList found = default;
        bool isStar = false;
        do
        {
            switch (Current)
            {
                case TokenKind.Slash when !isStar && found.PositionalOnly == 0 && _scratchCount > mark:
                    _position++;
                    found.PositionalOnly = (_scratchCount - mark) / 2;
                    break;
                case TokenKind.Star when !isStar:
                    isStar = true;
                    found.Positional = (_scratchCount - mark) / 2;
                    found.Vararg = StarParameter(end);
                    break;
                case TokenKind.DoubleStar:
                    _position++;
                    found.Kwarg = Parameter(end);
                    Accept(TokenKind.Comma);
                    if (!At(end))
                        Fail();
                    break;
                default:
                    Push(Parameter(end));
                    Push(Accept(TokenKind.Equal) ? Expression() : 0);
                    break;
            }
        }
        while (!At(end) && AcceptComma() && !At(end));

        if (!isStar)
            found.Positional = (_scratchCount - mark) / 2;
        return ArgumentsNode(start, mark, in found);
    }

    private bool AcceptComma()
    {
        Expect(TokenKind.Comma);
        return _reject.IsNone;
    }

    /// <summary>After '*': a parameter without default, or a comma and then at least one parameter.</summary>
    private int StarParameter(TokenKind end)
    {
        _position++;
        if (!At(TokenKind.Comma))
            return Parameter(end, isStar: true);
        return Next == TokenKind.Name ? 0 : Fail();
    }

    /// <summary>param: NAME [':' expression]; after a star the annotation can be a star_expression</summary>
    private int Parameter(TokenKind end, bool isStar = false)
    {
        int start = _position;
        Identifier name = ExpectName();
        int annotation = 0;
        if (end == TokenKind.RightParenthesis && Accept(TokenKind.Colon))
            annotation = isStar ? StarExpression() : Expression();
        return Add(NodeKind.Arg, start, name.Id, annotation);
    }

    private int ArgumentsNode(int start, int mark, in ParameterList found)
    {
        int count = (_scratchCount - mark) / 2;
        int positionalOnly = Collect(mark, 0, found.PositionalOnly);
        int positional = Collect(mark, found.PositionalOnly, found.Positional);
        int keywordOnly = Collect(mark, found.Positional, count);
        int keywordDefaults = Collect(mark + 1, found.Positional, count);

        int firstDefault = 0;
        while (firstDefault < found.Positional && _scratch[mark + (2 * firstDefault) + 1] == 0)
            firstDefault++;
        for (int index = firstDefault; index < found.Positional; index++)
        {
            if (_scratch[mark + (2 * index) + 1] == 0)
                Fail();
        }

        int defaults = Collect(mark + 1, firstDefault, found.Positional);
        _scratchCount = mark;
        return tree.Add(
            (int)NodeKind.Arguments,
            start,
            _position - 1,
            positionalOnly,
            positional,
            found.Vararg,
            keywordOnly,
            keywordDefaults,
            found.Kwarg,
            defaults);
    }

    /// <summary>Every second scratch item as a list.</summary>
    private int Collect(int offset, int first, int end)
    {
        int mark = _scratchCount;
        for (int index = first; index < end; index++)
            Push(_scratch[offset + (2 * index)]);
        return List(mark);
    }

    /// <summary>How many of the pairs are which, and the two parameters that stand alone.</summary>
    private struct ParameterList
    {
        public int PositionalOnly;
        public int Positional;
        public int Vararg;
        public int Kwarg;
    }
}
