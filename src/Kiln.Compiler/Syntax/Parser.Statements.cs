using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Statements of one line.</summary>
internal sealed partial class Parser
{
    /// <summary>statement: compound_stmt | simple_stmts; pushes one node or, of a line with semicolons, several.</summary>
    private void Statement()
    {
        switch (Current)
        {
            case TokenKind.If:
                Push(IfStatement());
                break;
            case TokenKind.Def:
                Push(FunctionDefinition(_position, decorators: 0));
                break;
            case TokenKind.Class:
                Push(ClassDefinition(decorators: 0));
                break;
            case TokenKind.For:
                Push(ForStatement(NodeKind.For, _position));
                break;
            case TokenKind.With:
                Push(WithStatement(NodeKind.With, _position));
                break;
            case TokenKind.Try:
                Push(TryStatement());
                break;
            case TokenKind.While:
                Push(WhileStatement());
                break;
            case TokenKind.At:
                Push(Decorated());
                break;
            case TokenKind.Async:
                Push(AsyncStatement(decorators: 0));
                break;
            case TokenKind.Name when CurrentName == WellKnown.Match && MatchStatement() is var match and not 0:
                Push(match);
                break;
            default:
                SimpleStatements();
                break;
        }
    }

    /// <summary>simple_stmts: ';'.simple_stmt+ [';'] NEWLINE</summary>
    private void SimpleStatements()
    {
        do
        {
            _chained = 0;
            Push(SimpleStatement());
        }
        while (Accept(TokenKind.Semicolon) && !At(TokenKind.NewLine));
        Expect(TokenKind.NewLine);
    }

    /// <summary>simple_stmt</summary>
    private int SimpleStatement()
    {
        int start = _position;
        switch (Current)
        {
            case TokenKind.Return:
                _position++;
                int result = CanBeginStarExpression(Current) ? StarExpressions() : 0;
                return Add(NodeKind.Return, start, result);
            case TokenKind.Import:
                return ImportName();
            case TokenKind.From:
                return ImportFrom();
            case TokenKind.Raise:
                return RaiseStatement();
            case TokenKind.Pass:
                return Keyword(NodeKind.Pass);
            case TokenKind.Break:
                return Keyword(NodeKind.Break);
            case TokenKind.Continue:
                return Keyword(NodeKind.Continue);
            case TokenKind.Del:
                return DeleteStatement();
            case TokenKind.Yield:
                int yield = YieldExpression();
                return Add(NodeKind.Expr, start, yield);
            case TokenKind.Assert:
                return AssertStatement();
            case TokenKind.Global:
                return NamesStatement(NodeKind.Global);
            case TokenKind.Nonlocal:
                return NamesStatement(NodeKind.Nonlocal);
            case TokenKind.Name when Next == TokenKind.Name && CurrentName == WellKnown.Type && _target.HasTypeParameters:
                return TypeAlias();
            default:
                return ExpressionStatement();
        }
    }

    private int Keyword(NodeKind kind)
    {
        _position++;
        return tree.Add((int)kind, _position - 1, _position - 1);
    }

    /// <summary>assignment | star_expressions</summary>
    private int ExpressionStatement()
    {
        int start = _position;
        int value = StarExpressions();
        switch (Current)
        {
            case TokenKind.Equal:
                return Assignment(start, value);
            case TokenKind.Colon:
                return AnnotatedAssignment(start, value);
            case >= TokenKind.PlusEqual and <= TokenKind.DoubleSlashEqual:
                return AugmentedAssignment(start, value);
            default:
                return Add(NodeKind.Expr, start, value);
        }
    }

    /// <summary>(star_targets '=')+ (yield_expr | star_expressions)</summary>
    private int Assignment(int start, int value)
    {
        int mark = _scratchCount;
        while (Accept(TokenKind.Equal))
        {
            Push(Target(value, ExprContext.Store));
            value = AnnotatedRhs();
        }

        return Add(NodeKind.Assign, start, List(mark), value);
    }

    /// <summary>NAME ':' … | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]</summary>
    private int AnnotatedAssignment(int start, int target)
    {
        bool isSimple = IsKind(target, NodeKind.Name) && _kinds[start] == (byte)TokenKind.Name;
        SingleTarget(target);
        Expect(TokenKind.Colon);
        int annotation = Expression();
        int value = Accept(TokenKind.Equal) ? AnnotatedRhs() : 0;
        return tree.Add(Node.Header(NodeKind.AnnAssign, isSimple ? 1 : 0), start, _position - 1, target, annotation, value);
    }

    /// <summary>single_target augassign (yield_expr | star_expressions)</summary>
    private int AugmentedAssignment(int start, int target)
    {
        int operation = Current - TokenKind.PlusEqual;
        _position++;
        SingleTarget(target);
        int value = AnnotatedRhs();
        return tree.Add(Node.Header(NodeKind.AugAssign, operation), start, _position - 1, target, value);
    }

    /// <summary>annotated_rhs: yield_expr | star_expressions</summary>
    private int AnnotatedRhs() => At(TokenKind.Yield) ? YieldExpression() : StarExpressions();

    /// <summary>raise_stmt: 'raise' [expression ['from' expression]]</summary>
    private int RaiseStatement()
    {
        int start = _position++;
        int exception = 0;
        int cause = 0;
        if (CanBeginExpression(Current))
        {
            exception = Expression();
            if (Accept(TokenKind.From))
                cause = Expression();
        }

        return Add(NodeKind.Raise, start, exception, cause);
    }

    /// <summary>assert_stmt: 'assert' expression [',' expression]</summary>
    private int AssertStatement()
    {
        int start = _position++;
        int test = Expression();
        int message = Accept(TokenKind.Comma) ? Expression() : 0;
        return Add(NodeKind.Assert, start, test, message);
    }

    /// <summary>global_stmt, nonlocal_stmt: ','.NAME+</summary>
    private int NamesStatement(NodeKind kind)
    {
        int start = _position++;
        int mark = _scratchCount;
        do
            Push(ExpectName().Id);
        while (Accept(TokenKind.Comma));
        return Add(kind, start, List(mark));
    }

    /// <summary>del_stmt: 'del' ','.del_target+ [',']</summary>
    private int DeleteStatement()
    {
        int start = _position++;
        int mark = _scratchCount;
        do
            Push(Target(Primary(), ExprContext.Del));
        while (Accept(TokenKind.Comma) && !AtEndOfSimpleStatement);
        int list = List(mark);
        return AtEndOfSimpleStatement ? Add(NodeKind.Delete, start, list) : Fail();
    }

    private bool AtEndOfSimpleStatement => Current is TokenKind.NewLine or TokenKind.Semicolon;

    /// <summary>type_alias: "type" NAME [type_params] '=' expression</summary>
    private int TypeAlias()
    {
        int start = _position++;
        int name = NameNode(ExprContext.Store);
        int parameters = At(TokenKind.LeftBracket) ? TypeParameters() : 0;
        Expect(TokenKind.Equal);
        int value = Expression();
        return Add(NodeKind.TypeAlias, start, name, parameters, value);
    }
}
