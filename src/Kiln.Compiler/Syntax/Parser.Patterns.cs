using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>The match statement and its patterns (PEP 634).</summary>
internal sealed partial class Parser
{
    /// <summary>
    /// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT; 0, and nothing read, where match is an ordinary name: no
    /// other statement has a newline after a colon.
    /// </summary>
    private int MatchStatement()
    {
        if (!CanBeginStarExpression(Next))
            return 0;
        Mark before = SetMark();
        int start = _position++;
        _chained = 0;
        int subject = SubjectExpression();
        if (!At(TokenKind.Colon) || Next != TokenKind.NewLine)
        {
            BackTo(before);
            return 0;
        }

        _position += 2;
        Expect(TokenKind.Indent);
        int mark = _scratchCount;
        do
            Push(CaseBlock());
        while (Current is not (TokenKind.Dedent or TokenKind.EndMarker));
        Expect(TokenKind.Dedent);
        int cases = List(mark);
        return tree.Add((int)NodeKind.Match, start, LastToken(), subject, cases);
    }

    /// <summary>subject_expr: star_named_expression ',' [star_named_expressions] | named_expression</summary>
    private int SubjectExpression()
    {
        int start = _position;
        int first = StarNamedExpression();
        if (!At(TokenKind.Comma))
            return IsKind(first, NodeKind.Starred) ? Fail() : first;
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && !At(TokenKind.Colon))
            Push(StarNamedExpression());
        return Add(NodeKind.Tuple, start, List(mark));
    }

    /// <summary>case_block: "case" patterns ['if' named_expression] ':' block</summary>
    private int CaseBlock()
    {
        int start = _position;
        if (ExpectName() != WellKnown.Case)
            return Fail();
        _chained = 0;
        int pattern = Patterns();
        int guard = Accept(TokenKind.If) ? NamedExpression() : 0;
        int body = Block();
        return tree.Add((int)NodeKind.MatchCase, start, LastToken(), pattern, guard, body);
    }

    /// <summary>patterns: open_sequence_pattern | pattern</summary>
    private int Patterns()
    {
        int start = _position;
        int first = MaybeStarPattern();
        if (!At(TokenKind.Comma))
            return IsKind(first, NodeKind.MatchStar) ? Fail() : first;
        int patterns = RestOfPatterns(first, TokenKind.Colon);
        return Add(NodeKind.MatchSequence, start, patterns);
    }

    /// <summary>','.maybe_star_pattern+ [','] after the first, up to a token (or a guard) that is left</summary>
    private int RestOfPatterns(int first, TokenKind end)
    {
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && !At(end) && !At(TokenKind.If))
            Push(MaybeStarPattern());
        return List(mark);
    }

    /// <summary>maybe_star_pattern: '*' ("_" | NAME) | pattern</summary>
    private int MaybeStarPattern()
    {
        int start = _position;
        if (!Accept(TokenKind.Star))
            return Pattern();
        Identifier name = CurrentName == WellKnown.Underscore && At(TokenKind.Name) ? SkipName() : CaptureTarget();
        return Add(NodeKind.MatchStar, start, name.Id);
    }

    private Identifier SkipName()
    {
        _position++;
        return Identifier.None;
    }

    /// <summary>pattern_capture_target: !"_" NAME !('.' | '(' | '=')</summary>
    private Identifier CaptureTarget()
    {
        Identifier name = ExpectName();
        if (name == WellKnown.Underscore || Current is TokenKind.Dot or TokenKind.LeftParenthesis or TokenKind.Equal)
            Fail();
        return name;
    }

    /// <summary>pattern: or_pattern ['as' pattern_capture_target]; or_pattern: '|'.closed_pattern+</summary>
    private int Pattern()
    {
        int start = _position;
        int pattern = ClosedPattern();
        if (At(TokenKind.VerticalBar))
        {
            int mark = _scratchCount;
            Push(pattern);
            while (Accept(TokenKind.VerticalBar))
                Push(ClosedPattern());
            pattern = Add(NodeKind.MatchOr, start, List(mark));
        }

        if (!Accept(TokenKind.As))
            return pattern;
        Identifier name = CaptureTarget();
        return Add(NodeKind.MatchAs, start, pattern, name.Id);
    }

    /// <summary>closed_pattern</summary>
    private int ClosedPattern()
    {
        int start = _position;
        switch (Current)
        {
            case TokenKind.Name:
                return NamePattern();
            case TokenKind.Number or TokenKind.Minus or TokenKind.String or TokenKind.FStringStart:
                int literal = LiteralExpression();
                return Add(NodeKind.MatchValue, start, literal);
            case TokenKind.None:
                return SingletonPattern(ConstantTable.None);
            case TokenKind.True:
                return SingletonPattern(ConstantTable.True);
            case TokenKind.False:
                return SingletonPattern(ConstantTable.False);
            case TokenKind.LeftParenthesis:
                return ParenthesizedPattern();
            case TokenKind.LeftBracket:
                _position++;
                int patterns = At(TokenKind.RightBracket) ? 0 : RestOfPatterns(MaybeStarPattern(), TokenKind.RightBracket);
                Expect(TokenKind.RightBracket);
                return Add(NodeKind.MatchSequence, start, patterns);
            case TokenKind.LeftBrace:
                return MappingPattern();
            default:
                return Fail();
        }
    }

    private int SingletonPattern(int constant)
    {
        _position++;
        return Add(NodeKind.MatchSingleton, _position - 1, constant);
    }

    /// <summary>capture_pattern | wildcard_pattern | value_pattern | class_pattern</summary>
    private int NamePattern()
    {
        int start = _position;
        if (CurrentName == WellKnown.Underscore)
        {
            _position++;
            return Add(NodeKind.MatchAs, start, 0, 0);
        }

        int name = NameNode(ExprContext.Load);
        bool isDotted = At(TokenKind.Dot);
        int value = DottedAfter(start, name);
        if (Accept(TokenKind.LeftParenthesis))
            return ClassPattern(start, value);
        if (At(TokenKind.Equal))
            return Fail();
        return isDotted ? Add(NodeKind.MatchValue, start, value) : Add(NodeKind.MatchAs, start, 0, tree.Words[name + Node.HeaderLength]);
    }

    /// <summary>name_or_attr, after its first name</summary>
    private int DottedAfter(int start, int node)
    {
        int chain = 0;
        for (; Accept(TokenKind.Dot); chain++)
        {
            Identifier attribute = ExpectName();
            node = Add(NodeKind.Attribute, start, node, attribute.Id);
        }

        Chain(chain);
        return node;
    }

    /// <summary>literal_expr without the singletons: signed_number, complex_number, strings</summary>
    private int LiteralExpression()
    {
        if (Current is TokenKind.String or TokenKind.FStringStart)
            return Strings();
        int start = _position;
        int number = SignedNumber(out bool isImaginary);
        if (Current is not (TokenKind.Plus or TokenKind.Minus))
            return number;
        BinaryOperator operation = At(TokenKind.Plus) ? BinaryOperator.Add : BinaryOperator.Sub;
        _position++;
        int imaginary = At(TokenKind.Number) ? Number() : Fail();
        if (isImaginary || !IsImaginary(imaginary))
            return Fail();
        return tree.Add(Node.Header(NodeKind.BinOp, (int)operation), start, _position - 1, number, imaginary);
    }

    /// <summary>signed_number: ['-'] NUMBER</summary>
    private int SignedNumber(out bool isImaginary)
    {
        int start = _position;
        bool isNegative = Accept(TokenKind.Minus);
        int number = At(TokenKind.Number) ? Number() : Fail();
        isImaginary = IsImaginary(number);
        if (!isNegative)
            return number;
        return tree.Add(Node.Header(NodeKind.UnaryOp, (int)UnaryOperator.USub), start, _position - 1, number);
    }

    private bool IsImaginary(int number) =>
        IsKind(number, NodeKind.Constant) && tree.Constants[tree.Words[number + Node.HeaderLength]].Kind == ConstantKind.Complex;

    /// <summary>group_pattern: '(' pattern ')'; sequence_pattern: '(' [open_sequence_pattern] ')'</summary>
    private int ParenthesizedPattern()
    {
        int start = _position++;
        if (Accept(TokenKind.RightParenthesis))
            return Add(NodeKind.MatchSequence, start, 0);
        int first = MaybeStarPattern();
        if (!At(TokenKind.Comma))
        {
            Expect(TokenKind.RightParenthesis);
            return IsKind(first, NodeKind.MatchStar) ? Fail() : first;
        }

        int patterns = RestOfPatterns(first, TokenKind.RightParenthesis);
        Expect(TokenKind.RightParenthesis);
        return Add(NodeKind.MatchSequence, start, patterns);
    }

    /// <summary>mapping_pattern: '{' ','.((literal_expr | attr) ':' pattern) [',' '**' NAME] [','] '}'</summary>
    private int MappingPattern()
    {
        int start = _position++;
        int mark = _scratchCount;
        Identifier rest = Identifier.None;
        while (!At(TokenKind.RightBrace) && _reject.IsNone)
        {
            if (Accept(TokenKind.DoubleStar))
            {
                rest = CaptureTarget();
                Accept(TokenKind.Comma);
                break;
            }

            Push(MappingKey());
            Expect(TokenKind.Colon);
            Push(Pattern());
            if (!Accept(TokenKind.Comma))
                break;
        }

        Expect(TokenKind.RightBrace);
        int count = (_scratchCount - mark) / 2;
        int keys = Collect(mark, 0, count);
        int patterns = Collect(mark + 1, 0, count);
        _scratchCount = mark;
        return Add(NodeKind.MatchMapping, start, keys, patterns, rest.Id);
    }

    private int MappingKey()
    {
        int start = _position;
        switch (Current)
        {
            case TokenKind.None:
                return Singleton(ConstantTable.None);
            case TokenKind.True:
                return Singleton(ConstantTable.True);
            case TokenKind.False:
                return Singleton(ConstantTable.False);
            case TokenKind.Name when Next == TokenKind.Dot:
                return DottedAfter(start, NameNode(ExprContext.Load));
            case TokenKind.Number or TokenKind.Minus or TokenKind.String or TokenKind.FStringStart:
                return LiteralExpression();
            default:
                return Fail();
        }
    }

    /// <summary>class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] [','] ')', after the parenthesis</summary>
    private int ClassPattern(int start, int type)
    {
        // Positional patterns stay in the scratch below the pairs of names and patterns of the keywords.
        int mark = _scratchCount;
        int keywords = -1;
        while (!At(TokenKind.RightParenthesis) && _reject.IsNone)
        {
            if (At(TokenKind.Name) && Next == TokenKind.Equal)
            {
                if (keywords < 0)
                    keywords = _scratchCount;
                Push(CurrentName.Id);
                _position += 2;
            }
            else if (keywords >= 0)
            {
                Fail();
            }

            Push(Pattern());
            if (!Accept(TokenKind.Comma))
                break;
        }

        Expect(TokenKind.RightParenthesis);
        int firstKeyword = keywords < 0 ? _scratchCount : keywords;
        int count = (_scratchCount - firstKeyword) / 2;
        int names = Collect(firstKeyword, 0, count);
        int keywordPatterns = Collect(firstKeyword + 1, 0, count);
        _scratchCount = firstKeyword;
        int patterns = List(mark);
        return tree.Add((int)NodeKind.MatchClass, start, _position - 1, type, patterns, names, keywordPatterns);
    }
}
