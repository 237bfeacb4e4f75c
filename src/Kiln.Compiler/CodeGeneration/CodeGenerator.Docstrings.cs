using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Docstrings, whose indentation is taken away (from 3.13 on).</summary>
internal sealed partial class CodeGenerator
{
    private const int TabSize = 8;

    /// <summary>_PyAST_GetDocString: the constant that is the first statement.</summary>
    private static bool TryDocstring(NodeList body, out Node docstring)
    {
        docstring = default;
        if (body.Count == 0 || body[0].Kind != NodeKind.Expr)
            return false;
        docstring = new Expr(body[0]).Value;
        return docstring.Kind == NodeKind.Constant && new Constant(docstring).Value.Kind == ConstantKind.Str;
    }

    /// <summary>The number of the docstring that is kept: _PyCompile_CleanDoc.</summary>
    private int CleanDocstring(Node docstring)
    {
        int number = new Constant(docstring).Number;
        ConstantValue value = tree.Constants[number];
        if ((value.Traits & TextTraits.Surrogates) != 0)
        {
            // CPython fails to encode them as UTF-8.
            Fail(docstring.Line);
            return number;
        }

        TextSpan text = ExpandTabs(value.Text);
        ReadOnlySpan<byte> bytes = tree.Text[text];
        int margin = MarginOf(bytes);
        if (margin == 0 && !bytes.StartsWith((byte)' '))
            return text == value.Text ? number : tree.Constants.Add(ConstantValue.OfStr(text, value.Traits));
        Span<byte> target = tree.Text.Reserve(text.Length);
        int length = WriteWithoutMargin(tree.Text[text], target, margin);
        return tree.Constants.Add(ConstantValue.OfStr(tree.Text.Keep(length), value.Traits));
    }

    /// <summary>str.expandtabs: columns are of characters, not bytes.</summary>
    private TextSpan ExpandTabs(TextSpan text)
    {
        int tabs = tree.Text[text].Count((byte)'\t');
        if (tabs == 0)
            return text;
        Span<byte> target = tree.Text.Reserve(text.Length + (tabs * (TabSize - 1)));
        int length = 0;
        int column = 0;
        foreach (byte value in tree.Text[text])
        {
            if (value == '\t')
            {
                int spaces = TabSize - (column % TabSize);
                target.Slice(length, spaces).Fill((byte)' ');
                length += spaces;
                column += spaces;
                continue;
            }

            target[length++] = value;
            bool continuesCharacter = (value & 0xC0) == 0x80;
            column = value is (byte)'\n' or (byte)'\r' ? 0 : continuesCharacter ? column : column + 1;
        }

        return tree.Text.Keep(length);
    }

    /// <summary>The smallest indentation of the lines after the first that are not blank.</summary>
    private static int MarginOf(ReadOnlySpan<byte> text)
    {
        int margin = int.MaxValue;
        for (int end = text.IndexOf((byte)'\n'); end >= 0; end = text.IndexOf((byte)'\n'))
        {
            text = text[(end + 1)..];
            int indentation = text.IndexOfAnyExcept((byte)' ');
            if (indentation >= 0 && text[indentation] != '\n')
                margin = Math.Min(margin, indentation);
        }

        return margin == int.MaxValue ? 0 : margin;
    }

    private static int WriteWithoutMargin(ReadOnlySpan<byte> text, Span<byte> target, int margin)
    {
        int written = 0;
        int spaces = int.MaxValue;
        while (!text.IsEmpty)
        {
            int indentation = text.IndexOfAnyExcept((byte)' ');
            text = text[Math.Min(spaces, indentation < 0 ? text.Length : indentation)..];
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..(end + 1)];
            line.CopyTo(target[written..]);
            written += line.Length;
            text = text[line.Length..];
            spaces = margin;
        }

        return written;
    }
}
