using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Import statements.</summary>
internal sealed partial class Parser
{
    /// <summary>import_name: 'import' ','.(dotted_name ['as' NAME])+</summary>
    private int ImportName()
    {
        int start = _position++;
        int mark = _scratchCount;
        do
        {
            int first = _position;
            Identifier name = DottedName();
            Push(ImportAlias(first, name));
        }
        while (Accept(TokenKind.Comma));
        return Add(NodeKind.Import, start, List(mark));
    }

    /// <summary>import_from: 'from' ('.' | '...')* [dotted_name] 'import' import_from_targets</summary>
    private int ImportFrom()
    {
        int start = _position++;
        int level = 0;
        for (; Current is TokenKind.Dot or TokenKind.Ellipsis; _position++)
            level += At(TokenKind.Dot) ? 1 : 3;
        Identifier module = level == 0 || !At(TokenKind.Import) ? DottedName() : Identifier.None;
        Expect(TokenKind.Import);
        int names = ImportFromTargets(isFuture: level == 0 && module == WellKnown.Future);
        return Add(NodeKind.ImportFrom, start, module.Id, names, level);
    }

    /// <summary>import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names | '*'</summary>
    private int ImportFromTargets(bool isFuture)
    {
        int mark = _scratchCount;
        if (At(TokenKind.Star))
        {
            _position++;
            Push(Add(NodeKind.Alias, _position - 1, WellKnown.Star.Id, 0));
            return List(mark);
        }

        bool isParenthesized = Accept(TokenKind.LeftParenthesis);
        do
        {
            int first = _position;
            Identifier name = ExpectName();
            // It changes what `!=` is. Nobody but a test of CPython uses it.
            if (isFuture && name == WellKnown.BarryAsFlufl)
                Fail(RejectReason.UnsupportedSyntax);
            Push(ImportAlias(first, name));
        }
        while (Accept(TokenKind.Comma) && !(isParenthesized && At(TokenKind.RightParenthesis)));
        if (isParenthesized)
            Expect(TokenKind.RightParenthesis);
        return List(mark);
    }

    private int ImportAlias(int first, Identifier name)
    {
        Identifier asName = Accept(TokenKind.As) ? ExpectName() : Identifier.None;
        return Add(NodeKind.Alias, first, name.Id, asName.Id);
    }

    /// <summary>dotted_name: '.'.NAME+, as one name without the spaces that may stand around the dots</summary>
    private Identifier DottedName()
    {
        int first = _position;
        Identifier name = ExpectName();
        if (!At(TokenKind.Dot))
            return name;
        while (Accept(TokenKind.Dot))
            ExpectName();
        if (!_reject.IsNone)
            return Identifier.None;

        int length = _items[_position - 1].End - _items[first].Start;
        Span<byte> joined = Text.Reserve(length);
        int written = 0;
        for (int token = first; token < _position; token++)
        {
            ReadOnlySpan<byte> part = Text.Bytes.AsSpan(_items[token].Start, _items[token].End - _items[token].Start);
            part.CopyTo(joined[written..]);
            written += part.Length;
        }

        return tree.Identifiers.Intern(joined[..written]);
    }
}
