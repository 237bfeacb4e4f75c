using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Statements with blocks, except definitions and match.</summary>
internal sealed partial class Parser
{
    /// <summary>block: NEWLINE INDENT statements DEDENT | simple_stmts</summary>
    private int Block()
    {
        Expect(TokenKind.Colon);
        int mark = _scratchCount;
        if (!Accept(TokenKind.NewLine))
        {
            SimpleStatements();
            return List(mark);
        }

        Expect(TokenKind.Indent);
        while (Current is not (TokenKind.Dedent or TokenKind.EndMarker))
            Statement();
        Expect(TokenKind.Dedent);
        return List(mark);
    }

    /// <summary>else_block: 'else' ':' block</summary>
    private int ElseBlock() => Accept(TokenKind.Else) ? Block() : 0;

    /// <summary>if_stmt, elif_stmt: each elif is an If that is alone in the orelse of the one before; built from the last to the first.</summary>
    private int IfStatement()
    {
        int elifs = _elifs;
        int mark = _scratchCount;
        do
        {
            if (_elifs++ == MostElifs)
                return Fail(RejectReason.TooDeep);
            Push(_position++);
            _chained = 0;
            Push(NamedExpression());
            Push(Block());
        }
        while (At(TokenKind.Elif));
        int orelse = ElseBlock();
        int last = LastToken();
        int statement = 0;
        for (int clause = _scratchCount - 3; clause >= mark; clause -= 3)
        {
            if (statement != 0)
                orelse = tree.AddList([statement]);
            statement = tree.Add((int)NodeKind.If, _scratch[clause], last, _scratch[clause + 1], _scratch[clause + 2], orelse);
        }

        _scratchCount = mark;
        _elifs = elifs;
        return statement;
    }

    /// <summary>while_stmt: 'while' named_expression ':' block [else_block]</summary>
    private int WhileStatement()
    {
        int start = _position++;
        _chained = 0;
        int test = NamedExpression();
        int body = Block();
        int orelse = ElseBlock();
        return tree.Add((int)NodeKind.While, start, LastToken(), test, body, orelse);
    }

    /// <summary>for_stmt: 'for' star_targets 'in' star_expressions ':' block [else_block]</summary>
    private int ForStatement(NodeKind kind, int start)
    {
        _position++;
        _chained = 0;
        int target = StarTargets();
        Expect(TokenKind.In);
        int iterable = StarExpressions();
        int body = Block();
        int orelse = ElseBlock();
        return tree.Add((int)kind, start, LastToken(), target, iterable, body, orelse);
    }

    /// <summary>with_stmt: 'with' '(' ','.with_item+ [','] ')' ':' block | 'with' ','.with_item+ ':' block</summary>
    private int WithStatement(NodeKind kind, int start)
    {
        _position++;
        _chained = 0;
        int items = ParenthesizedWithItems();
        if (items == 0)
        {
            int mark = _scratchCount;
            do
                Push(WithItem());
            while (Accept(TokenKind.Comma));
            items = List(mark);
        }

        int body = Block();
        return tree.Add((int)kind, start, LastToken(), items, body);
    }

    /// <summary>The items in parentheses; 0, and nothing read, where the parentheses belong to an expression.</summary>
    private int ParenthesizedWithItems()
    {
        if (!At(TokenKind.LeftParenthesis))
            return 0;
        Mark before = SetMark();
        _position++;
        int mark = _scratchCount;
        do
            Push(WithItem());
        while (Accept(TokenKind.Comma) && !At(TokenKind.RightParenthesis));
        int items = List(mark);
        Expect(TokenKind.RightParenthesis);
        if (At(TokenKind.Colon))
            return items;
        BackTo(before);
        return 0;
    }

    /// <summary>with_item: expression ['as' star_target]</summary>
    private int WithItem()
    {
        int start = _position;
        int context = Expression();
        int variables = Accept(TokenKind.As) ? StarTarget() : 0;
        return Add(NodeKind.WithItem, start, context, variables);
    }

    /// <summary>try_stmt: with handlers of one kind, or finally alone</summary>
    private int TryStatement()
    {
        int start = _position++;
        int body = Block();
        int mark = _scratchCount;
        bool isStar = At(TokenKind.Except) && Next == TokenKind.Star;
        while (At(TokenKind.Except))
            Push(ExceptBlock(isStar));
        bool hasHandlers = _scratchCount > mark;
        int handlers = List(mark);
        int orelse = hasHandlers ? ElseBlock() : 0;
        bool hasFinally = Accept(TokenKind.Finally);
        int final = hasFinally ? Block() : 0;
        if (!hasHandlers && !hasFinally)
            return Fail();
        return tree.Add((int)(isStar ? NodeKind.TryStar : NodeKind.Try), start, LastToken(), body, handlers, orelse, final);
    }

    /// <summary>except_block: 'except' [expression ['as' NAME]] ':' block; except_star_block: 'except' '*' expression ['as' NAME] ':' block</summary>
    private int ExceptBlock(bool isStar)
    {
        int start = _position++;
        if (Accept(TokenKind.Star) != isStar)
            return Fail();
        _chained = 0;
        int type = isStar || !At(TokenKind.Colon) ? ExceptType() : 0;
        Identifier name = type != 0 && Accept(TokenKind.As) ? ExpectName() : Identifier.None;
        int body = Block();
        return tree.Add((int)NodeKind.ExceptHandler, start, LastToken(), type, name.Id, body);
    }

    /// <summary>An expression; from PEP 758 on also several, which then have no name.</summary>
    private int ExceptType()
    {
        int start = _position;
        int type = Expression();
        if (!_target.HasExceptWithoutParentheses || !At(TokenKind.Comma))
            return type;
        int mark = _scratchCount;
        Push(type);
        while (Accept(TokenKind.Comma) && CanBeginExpression(Current))
            Push(Expression());
        int types = List(mark);
        return At(TokenKind.Colon) ? Add(NodeKind.Tuple, start, types) : Fail();
    }

    /// <summary>'async' and a def, for or with</summary>
    private int AsyncStatement(int decorators)
    {
        int start = _position++;
        return Current switch
        {
            TokenKind.Def => FunctionDefinition(start, decorators),
            TokenKind.For when decorators == 0 => ForStatement(NodeKind.AsyncFor, start),
            TokenKind.With when decorators == 0 => WithStatement(NodeKind.AsyncWith, start),
            _ => Fail(),
        };
    }
}
