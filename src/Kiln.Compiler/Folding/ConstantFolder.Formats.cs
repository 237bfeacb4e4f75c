using System.Globalization;
using System.Text;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Folding;

/// <summary><c>"%s and %r" % (a, b)</c> to an f-string: optimize_format.</summary>
internal sealed partial class ConstantFolder
{
    /// <summary>MAXDIGITS: of widths and precisions.</summary>
    private const int MostDigits = 3;

    private void FoldFormat(int node, ConstantValue format, NodeList items)
    {
        if (HasStarred(items.Start))
            return;
        List<int> values = [];
        TextSpan text = format.Text;
        int position = 0;
        int used = 0;
        while (true)
        {
            int literal = Literal(text, ref position);
            if (literal != 0)
                values.Add(literal);
            if (position >= text.Length)
                break;
            if (used >= items.Count)
                return;
            position++;
            int value = FormattedItem(text, ref position, items[used++]);
            if (value == 0)
                return;
            values.Add(value);
        }

        if (used < items.Count)
            return;
        int list = tree.AddList([.. values]);
        tree.Words[node] = Node.Header(NodeKind.JoinedStr, 0);
        tree.Words[node + Node.HeaderLength] = list;
    }

    /// <summary>parse_literal: up to a percent sign that is not doubled; 0 for nothing.</summary>
    private int Literal(TextSpan text, ref int position)
    {
        ReadOnlySpan<byte> bytes = tree.Text[text];
        int start = position;
        bool hasPercents = false;
        while (position < bytes.Length)
        {
            if (bytes[position] != '%')
            {
                position++;
            }
            else if (position + 1 < bytes.Length && bytes[position + 1] == '%')
            {
                hasPercents = true;
                position += 2;
            }
            else
            {
                break;
            }
        }

        if (position == start)
            return 0;
        TextSpan literal = new(text.Start + start, position - start);
        return AddUnlocated(hasPercents ? WithoutDoubledPercents(literal) : literal);
    }

    private TextSpan WithoutDoubledPercents(TextSpan literal)
    {
        Span<byte> target = tree.Text.Reserve(literal.Length);
        ReadOnlySpan<byte> source = tree.Text[literal];
        int length = 0;
        for (int index = 0; index < source.Length; index++)
        {
            target[length++] = source[index];
            index += source[index] == '%' ? 1 : 0;
        }

        return tree.Text.Keep(length);
    }

    /// <summary>parse_format: a FormattedValue for %s, %r and %a with a width and a precision; 0 for what an f-string writes in another way.</summary>
    private int FormattedItem(TextSpan text, ref int position, Node item)
    {
        ReadOnlySpan<byte> bytes = tree.Text[text];
        bool isLeft = false;
        for (; position < bytes.Length && bytes[position] is (byte)'-' or (byte)'+' or (byte)' ' or (byte)'#' or (byte)'0'; position++)
            isLeft |= bytes[position] == '-';
        if (!TryDigits(bytes, ref position, out int width))
            return 0;
        int precision = -1;
        if (position < bytes.Length && bytes[position] == '.')
        {
            position++;
            if (!TryDigits(bytes, ref position, out precision))
                return 0;
            precision = Math.Max(precision, 0);
        }

        if (position >= bytes.Length || bytes[position] is not ((byte)'s' or (byte)'r' or (byte)'a'))
            return 0;
        int conversion = bytes[position++];
        string specification = (!isLeft && width > 0 ? ">" : "")
            + (width >= 0 ? width.ToString(CultureInfo.InvariantCulture) : "")
            + (precision >= 0 ? "." + precision.ToString(CultureInfo.InvariantCulture) : "");
        int formatSpec = specification.Length == 0 ? 0 : AddUnlocated(AddAscii(specification));
        int header = Node.Header(NodeKind.FormattedValue, conversion);
        return tree.Add(header, tree.Words[item.Index + 1], tree.Words[item.Index + 2], item.Index, formatSpec);
    }

    /// <summary>A number of fewer than <see cref="MostDigits"/> digits, -1 for none.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> text, ref int position, out int number)
    {
        number = -1;
        int digits = 0;
        for (; position < text.Length && ByteClass.IsDigit(text[position]); position++)
        {
            number = (Math.Max(number, 0) * 10) + (text[position] - '0');
            digits++;
        }

        return digits < MostDigits;
    }

    private TextSpan AddAscii(string text)
    {
        Encoding.ASCII.GetBytes(text, tree.Text.Reserve(text.Length));
        return tree.Text.Keep(text.Length);
    }

    /// <summary>A str constant that has no location.</summary>
    private int AddUnlocated(TextSpan text)
    {
        int constant = tree.Constants.Add(ConstantValue.OfStr(text, TextTraitsOf(tree.Text[text])));
        return tree.Add((int)NodeKind.Constant, TokenList.NoToken, TokenList.NoToken, constant);
    }
}
