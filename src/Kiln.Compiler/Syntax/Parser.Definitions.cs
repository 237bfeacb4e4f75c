using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Functions, classes, their decorators and type parameters.</summary>
internal sealed partial class Parser
{
    /// <summary>decorators: ('@' named_expression NEWLINE)+, and what they stand before</summary>
    private int Decorated()
    {
        int mark = _scratchCount;
        while (Accept(TokenKind.At))
        {
            _chained = 0;
            Push(NamedExpression());
            Expect(TokenKind.NewLine);
        }

        int decorators = List(mark);
        return Current switch
        {
            TokenKind.Def => FunctionDefinition(_position, decorators),
            TokenKind.Class => ClassDefinition(decorators),
            TokenKind.Async => AsyncStatement(decorators),
            _ => Fail(),
        };
    }

    /// <summary>function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block</summary>
    private int FunctionDefinition(int start, int decorators)
    {
        NodeKind kind = _kinds[start] == (byte)TokenKind.Async ? NodeKind.AsyncFunctionDef : NodeKind.FunctionDef;
        _position++;
        _chained = 0;
        Identifier name = ExpectName();
        int typeParameters = At(TokenKind.LeftBracket) ? TypeParameters() : 0;
        Expect(TokenKind.LeftParenthesis);
        int parameters = Parameters(TokenKind.RightParenthesis);
        Expect(TokenKind.RightParenthesis);
        int returns = Accept(TokenKind.Arrow) ? Expression() : 0;
        int body = Block();
        return tree.Add((int)kind, start, LastToken(), name.Id, parameters, body, decorators, returns, typeParameters);
    }

    /// <summary>class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block</summary>
    private int ClassDefinition(int decorators)
    {
        int start = _position++;
        _chained = 0;
        Identifier name = ExpectName();
        int typeParameters = At(TokenKind.LeftBracket) ? TypeParameters() : 0;
        int bases = 0;
        int keywords = 0;
        if (Accept(TokenKind.LeftParenthesis))
            CallArguments(allowsGenerator: false, out bases, out keywords);
        int body = Block();
        return tree.Add((int)NodeKind.ClassDef, start, LastToken(), name.Id, bases, keywords, body, decorators, typeParameters);
    }

    /// <summary>type_params: '[' ','.type_param+ [','] ']'</summary>
    private int TypeParameters()
    {
        if (!_target.HasTypeParameters)
            return Fail();
        _position++;
        int mark = _scratchCount;
        do
            Push(TypeParameter());
        while (Accept(TokenKind.Comma) && !At(TokenKind.RightBracket));
        Expect(TokenKind.RightBracket);
        return List(mark);
    }

    /// <summary>type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]</summary>
    private int TypeParameter()
    {
        int start = _position;
        if (Accept(TokenKind.Star))
        {
            Identifier tuple = ExpectName();
            int value = TypeParameterDefault() ? StarExpression() : 0;
            return Add(NodeKind.TypeVarTuple, start, tuple.Id, value);
        }

        if (Accept(TokenKind.DoubleStar))
        {
            Identifier specification = ExpectName();
            int value = TypeParameterDefault() ? Expression() : 0;
            return Add(NodeKind.ParamSpec, start, specification.Id, value);
        }

        Identifier name = ExpectName();
        int bound = Accept(TokenKind.Colon) ? Expression() : 0;
        int defaultValue = TypeParameterDefault() ? Expression() : 0;
        return Add(NodeKind.TypeVar, start, name.Id, bound, defaultValue);
    }

    private bool TypeParameterDefault() => _target.HasTypeParameterDefaults && Accept(TokenKind.Equal);
}
