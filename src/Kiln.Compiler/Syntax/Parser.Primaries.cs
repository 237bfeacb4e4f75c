using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Atoms, and what can follow them: attributes, calls, subscripts.</summary>
internal sealed partial class Parser
{
    /// <summary>primary: atom ('.' NAME | '(' [arguments] ')' | genexp | '[' slices ']')*</summary>
    private int Primary()
    {
        int start = _position;
        int node = Atom();
        for (int chain = 1; ; chain++)
        {
            switch (Current)
            {
                case TokenKind.Dot:
                    _position++;
                    Identifier attribute = ExpectName();
                    node = Add(NodeKind.Attribute, start, node, attribute.Id);
                    break;
                case TokenKind.LeftParenthesis:
                    _position++;
                    CallArguments(allowsGenerator: true, out int arguments, out int keywords);
                    node = Add(NodeKind.Call, start, node, arguments, keywords);
                    break;
                case TokenKind.LeftBracket:
                    _position++;
                    int slices = Slices();
                    Expect(TokenKind.RightBracket);
                    node = Add(NodeKind.Subscript, start, node, slices);
                    break;
                default:
                    Chain(chain);
                    return node;
            }
        }
    }

    /// <summary>atom</summary>
    private int Atom()
    {
        switch (Current)
        {
            case TokenKind.Name:
                return NameNode(ExprContext.Load);
            case TokenKind.String:
            case TokenKind.FStringStart:
                return Strings();
            case TokenKind.Number:
                return Number();
            case TokenKind.LeftParenthesis:
                return Parenthesized();
            case TokenKind.LeftBracket:
                return ListDisplay();
            case TokenKind.LeftBrace:
                return BraceDisplay();
            case TokenKind.None:
                return Singleton(ConstantTable.None);
            case TokenKind.True:
                return Singleton(ConstantTable.True);
            case TokenKind.False:
                return Singleton(ConstantTable.False);
            case TokenKind.Ellipsis:
                return Singleton(ConstantTable.Ellipsis);
            default:
                return Fail();
        }
    }

    private int NameNode(ExprContext context)
    {
        int token = _position;
        Identifier name = ExpectName();
        return tree.Add(Node.Header(NodeKind.Name, (int)context), token, token, name.Id);
    }

    private int Singleton(int constant)
    {
        _position++;
        return Add(NodeKind.Constant, _position - 1, constant);
    }
}
