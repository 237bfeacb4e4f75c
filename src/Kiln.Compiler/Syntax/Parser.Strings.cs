using System.Text;
using Kiln.Compiler.Source;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Strings, bytes, and several of them in a row: Parser/string_parser.c and _PyPegen_concatenate_strings.</summary>
internal sealed partial class Parser
{
    /// <summary>strings: (fstring | string)+</summary>
    private int Strings()
    {
        int start = _position;
        if (At(TokenKind.String) && Next is not (TokenKind.String or TokenKind.FStringStart))
            return String();

        int mark = _scratchCount;
        bool hasFString = false;
        bool hasBytes = false;
        bool hasText = false;
        while (Current is TokenKind.String or TokenKind.FStringStart)
        {
            if (At(TokenKind.FStringStart))
            {
                FString();
                hasFString = true;
                continue;
            }

            int node = String();
            Push(node);
            bool isBytes = ConstantOf(node).Kind == ConstantKind.Bytes;
            hasBytes |= isBytes;
            hasText |= !isBytes;
        }

        if (hasBytes && (hasText || hasFString))
            return Fail();
        if (hasFString)
            return Joined(start, mark);
        int merged = _reject.IsNone ? Merge(mark, _scratchCount) : 0;
        _scratchCount = mark;
        return merged;
    }

    private ConstantValue ConstantOf(int node) => tree.Constants[tree.Words[node + Node.HeaderLength]];

    /// <summary>string: STRING, a Constant</summary>
    private int String()
    {
        int token = _position++;
        byte[] bytes = Text.Bytes;
        int at = _items[token].Start;
        bool isBytes = false;
        bool isRaw = false;
        for (; bytes[at] is not ((byte)'"' or (byte)'\''); at++)
        {
            isBytes |= (bytes[at] | 0x20) == 'b';
            isRaw |= (bytes[at] | 0x20) == 'r';
        }

        int quotes = bytes[at + 1] == bytes[at] && bytes[at + 2] == bytes[at] && _items[token].End - at >= 6 ? 3 : 1;
        TextSpan body = new(at + quotes, _items[token].End - at - (2 * quotes));
        if (isBytes && !Ascii.IsValid(Text[body]))
            return Fail();
        ConstantValue value = Decode(body, isRaw, isBytes);
        int header = Node.Header(NodeKind.Constant, bytes[_items[token].Start] == 'u' ? 1 : 0);
        return tree.Add(header, token, token, tree.Constants.Add(value));
    }

    /// <summary>The characters of a body: the bytes of the source where nothing is escaped.</summary>
    private ConstantValue Decode(TextSpan body, bool isRaw, bool isBytes)
    {
        TextTraits traits = TextTraits.Ascii;
        if (!isRaw && Text[body].Contains((byte)'\\'))
        {
            Span<byte> target = Text.Reserve(body.Length);
            RejectReason reason = StringEscapes.Decode(Text[body], target, isBytes, out int length, out traits, out bool isDoubtful);
            if (isDoubtful)
                Text.Warn(_items[_position - 1].Line);
            if (reason != RejectReason.None)
                Fail(reason);
            body = Text.Keep(length);
        }
        else if (!Text.IsAscii && !Ascii.IsValid(Text[body]))
        {
            traits = TextTraits.None;
        }

        return isBytes ? ConstantValue.OfBytes(body) : ConstantValue.OfStr(body, traits);
    }

    /// <summary>One constant of several that were pushed, with the place from the first to the last.</summary>
    private int Merge(int begin, int end)
    {
        int length = 0;
        TextTraits all = TextTraits.Ascii;
        TextTraits any = TextTraits.None;
        for (int index = begin; index < end; index++)
        {
            ConstantValue part = ConstantOf(_scratch[index]);
            length += part.Text.Length;
            all &= part.Traits;
            any |= part.Traits;
        }

        Span<byte> target = Text.Reserve(length);
        for (int index = begin; index < end; index++)
        {
            ReadOnlySpan<byte> part = Text[ConstantOf(_scratch[index]).Text];
            part.CopyTo(target);
            target = target[part.Length..];
        }

        TextSpan text = Text.Keep(length);
        int[] words = tree.Words;
        int first = _scratch[begin];
        bool isBytes = ConstantOf(first).Kind == ConstantKind.Bytes;
        ConstantValue value = isBytes ? ConstantValue.OfBytes(text) : ConstantValue.OfStr(text, all | (any & TextTraits.Surrogates));
        return tree.Add(words[first], words[first + 1], words[_scratch[end - 1] + 2], tree.Constants.Add(value));
    }
}
