using System.Runtime.CompilerServices;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Expressions, from those with commas down to the operators.</summary>
internal sealed partial class Parser
{
    private const int OrPrecedence = 1;
    private const int AndPrecedence = 2;
    private const int NotPrecedence = 3;
    private const int ComparePrecedence = 4;
    private const int BitwiseOrPrecedence = 5;

    /// <summary>How tightly a token binds as operator between two operands, by its kind; 0 for those that are none.</summary>
    private static readonly byte[] Precedences = MakePrecedences();

    /// <summary>star_expressions: ','.star_expression+ [','], a tuple where there is a comma</summary>
    private int StarExpressions()
    {
        int start = _position;
        int first = StarExpression();
        return At(TokenKind.Comma) ? TupleAfter(start, first) : first;
    }

    private int TupleAfter(int start, int first)
    {
        int mark = _scratchCount;
        Push(first);
        while (Accept(TokenKind.Comma) && CanBeginStarExpression(Current))
            Push(StarExpression());
        return Add(NodeKind.Tuple, start, List(mark));
    }

    /// <summary>star_expression: '*' bitwise_or | expression</summary>
    private int StarExpression() => At(TokenKind.Star) ? Starred() : Expression();

    /// <summary>star_named_expression: '*' bitwise_or | named_expression</summary>
    private int StarNamedExpression() => At(TokenKind.Star) ? Starred() : NamedExpression();

    private int Starred()
    {
        int start = _position++;
        int value = Operation(BitwiseOrPrecedence);
        return Add(NodeKind.Starred, start, value);
    }

    /// <summary>named_expression: NAME ':=' expression | expression</summary>
    private int NamedExpression()
    {
        if (Next != TokenKind.ColonEqual || !At(TokenKind.Name))
            return Expression();
        int start = _position;
        int target = NameNode(ExprContext.Store);
        _position++;
        int value = Expression();
        return Add(NodeKind.NamedExpr, start, target, value);
    }

    /// <summary>expression: disjunction ['if' disjunction 'else' expression] | lambdef</summary>
    private int Expression()
    {
        if (At(TokenKind.Lambda))
            return Lambda();
        int start = _position;
        int body = Operation(OrPrecedence);
        if (!Accept(TokenKind.If))
            return body;
        int test = Operation(OrPrecedence);
        Expect(TokenKind.Else);
        Nest();
        int orelse = Expression();
        _nesting--;
        return Add(NodeKind.IfExp, start, test, body, orelse);
    }

    /// <summary>lambdef: 'lambda' [lambda_params] ':' expression</summary>
    private int Lambda()
    {
        int start = _position++;
        Nest();
        int parameters = Parameters(TokenKind.Colon);
        Expect(TokenKind.Colon);
        int body = Expression();
        _nesting--;
        return Add(NodeKind.Lambda, start, parameters, body);
    }

    /// <summary>yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]</summary>
    private int YieldExpression()
    {
        int start = _position++;
        if (Accept(TokenKind.From))
        {
            int source = Expression();
            return Add(NodeKind.YieldFrom, start, source);
        }

        int value = CanBeginStarExpression(Current) ? StarExpressions() : 0;
        return Add(NodeKind.Yield, start, value);
    }

    /// <summary>disjunction, conjunction, inversion, comparison, bitwise_or … term: operators that bind at least so tightly</summary>
    private int Operation(int least)
    {
        int start = _position;
        int left = At(TokenKind.Not) ? Inversion(least) : Factor();
        int chain = 0;
        while (true)
        {
            int precedence = Precedences[_kinds[_position]];
            if (precedence < least || (precedence == ComparePrecedence && At(TokenKind.Not) && Next != TokenKind.In))
                break;
            if (precedence <= AndPrecedence)
            {
                left = BoolOperation(start, left, precedence);
            }
            else if (precedence == ComparePrecedence)
            {
                left = Comparison(start, left);
            }
            else
            {
                int operation = Current - TokenKind.Plus;
                _position++;
                int right = Operation(precedence + 1);
                left = tree.Add(Node.Header(NodeKind.BinOp, operation), start, _position - 1, left, right);
                chain++;
            }
        }

        Chain(chain);
        return left;
    }

    /// <summary>inversion: 'not' inversion; not as operand of what binds more tightly</summary>
    private int Inversion(int least)
    {
        if (least > NotPrecedence)
            return Fail();
        int start = _position++;
        Nest();
        int operand = Operation(NotPrecedence);
        _nesting--;
        return tree.Add(Node.Header(NodeKind.UnaryOp, (int)UnaryOperator.Not), start, _position - 1, operand);
    }

    private int BoolOperation(int start, int first, int precedence)
    {
        TokenKind kind = Current;
        int mark = _scratchCount;
        Push(first);
        while (Accept(kind))
            Push(Operation(precedence + 1));
        int values = List(mark);
        BoolOperator operation = kind == TokenKind.And ? BoolOperator.And : BoolOperator.Or;
        return tree.Add(Node.Header(NodeKind.BoolOp, (int)operation), start, _position - 1, values);
    }

    /// <summary>comparison: bitwise_or (compare_op bitwise_or)+</summary>
    private int Comparison(int start, int left)
    {
        // Operators and operands are pushed by turns, and make two lists.
        int mark = _scratchCount;
        while (TryCompareOperator(out CompareOperator operation))
        {
            Push((int)operation);
            Push(Operation(BitwiseOrPrecedence));
        }

        int end = (_scratchCount - mark) / 2;
        int operators = Collect(mark, 0, end);
        int operands = Collect(mark + 1, 0, end);
        _scratchCount = mark;
        return Add(NodeKind.Compare, start, left, operands, operators);
    }

    private bool TryCompareOperator(out CompareOperator operation)
    {
        TokenKind kind = Current;
        operation = (CompareOperator)(kind - TokenKind.EqualEqual);
        if (kind is >= TokenKind.EqualEqual and <= TokenKind.GreaterEqual)
        {
            _position++;
            return true;
        }

        switch (kind)
        {
            case TokenKind.In:
                _position++;
                operation = CompareOperator.In;
                return true;
            case TokenKind.Is:
                _position++;
                operation = Accept(TokenKind.Not) ? CompareOperator.IsNot : CompareOperator.Is;
                return true;
            case TokenKind.Not when Next == TokenKind.In:
                _position += 2;
                operation = CompareOperator.NotIn;
                return true;
            default:
                return false;
        }
    }

    /// <summary>factor: ('+' | '-' | '~') factor | power</summary>
    private int Factor()
    {
        int start = _position;
        UnaryOperator operation;
        switch (Current)
        {
            case TokenKind.Minus:
                operation = UnaryOperator.USub;
                break;
            case TokenKind.Plus:
                operation = UnaryOperator.UAdd;
                break;
            case TokenKind.Tilde:
                operation = UnaryOperator.Invert;
                break;
            default:
                return Power(start);
        }

        _position++;
        Nest();
        int operand = Factor();
        _nesting--;
        return tree.Add(Node.Header(NodeKind.UnaryOp, (int)operation), start, _position - 1, operand);
    }

    /// <summary>power: await_primary ['**' factor]; await_primary: ['await'] primary</summary>
    private int Power(int start)
    {
        int left;
        if (Accept(TokenKind.Await))
        {
            int value = Primary();
            left = Add(NodeKind.Await, start, value);
        }
        else
        {
            left = Primary();
        }

        if (!Accept(TokenKind.DoubleStar))
            return left;
        Nest();
        int right = Factor();
        _nesting--;
        return tree.Add(Node.Header(NodeKind.BinOp, (int)BinaryOperator.Pow), start, _position - 1, left, right);
    }

    /// <summary>Whether an expression can begin with a token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanBeginExpression(TokenKind kind) => kind is TokenKind.Name or TokenKind.Number or TokenKind.String
        or TokenKind.FStringStart or TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace or TokenKind.Minus
        or TokenKind.Plus or TokenKind.Tilde or TokenKind.Ellipsis or TokenKind.None or TokenKind.True or TokenKind.False
        or TokenKind.Not or TokenKind.Lambda or TokenKind.Await;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanBeginStarExpression(TokenKind kind) => CanBeginExpression(kind) || kind == TokenKind.Star;

    private static byte[] MakePrecedences()
    {
        byte[] precedences = new byte[256];
        precedences[(int)TokenKind.Or] = OrPrecedence;
        precedences[(int)TokenKind.And] = AndPrecedence;
        for (TokenKind kind = TokenKind.EqualEqual; kind <= TokenKind.GreaterEqual; kind++)
            precedences[(int)kind] = ComparePrecedence;
        precedences[(int)TokenKind.In] = ComparePrecedence;
        precedences[(int)TokenKind.Is] = ComparePrecedence;
        precedences[(int)TokenKind.Not] = ComparePrecedence;
        TokenKind[][] arithmetic =
        [
            [TokenKind.VerticalBar],
            [TokenKind.Caret],
            [TokenKind.Ampersand],
            [TokenKind.LeftShift, TokenKind.RightShift],
            [TokenKind.Plus, TokenKind.Minus],
            [TokenKind.Star, TokenKind.Slash, TokenKind.DoubleSlash, TokenKind.Percent, TokenKind.At],
        ];
        for (int level = 0; level < arithmetic.Length; level++)
        {
            foreach (TokenKind kind in arithmetic[level])
                precedences[(int)kind] = (byte)(BitwiseOrPrecedence + level);
        }

        return precedences;
    }
}
