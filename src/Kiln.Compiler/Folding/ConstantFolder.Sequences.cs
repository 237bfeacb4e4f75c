using System.Numerics;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Folding;

/// <summary>Strings, bytes and tuples: joined, repeated (safe_multiply), and their items.</summary>
internal sealed partial class ConstantFolder
{
    private const int MostItems = 256;
    private const int MostCharacters = 4096;

    /// <summary>MAX_TOTAL_ITEMS: with those of tuples in tuples.</summary>
    private const int MostTotalItems = 1024;

    private FoldResult Concatenate(ConstantValue left, ConstantValue right, out int constant)
    {
        constant = 0;
        if (left.Kind != right.Kind)
            return FoldResult.Left;
        switch (left.Kind)
        {
            case ConstantKind.Str or ConstantKind.Bytes:
                constant = AddText(left, right, count: 1);
                return FoldResult.Folded;
            case ConstantKind.Tuple:
                constant = tree.Constants.AddCollection(ConstantKind.Tuple, [.. tree.Constants.ItemsOf(left), .. tree.Constants.ItemsOf(right)]);
                return FoldResult.Folded;
            default:
                return FoldResult.Left;
        }
    }

    private FoldResult Repeat(ConstantValue left, ConstantValue right, out int constant)
    {
        constant = 0;
        if (!TryInteger(left, out BigInteger count))
            (left, right) = (right, left);
        if (!TryInteger(left, out count) || right.Kind is not (ConstantKind.Str or ConstantKind.Bytes or ConstantKind.Tuple))
            return FoldResult.Left;
        bool isTuple = right.Kind == ConstantKind.Tuple;
        int length = LengthOf(right);
        // Of nothing there can be any number, as long as it is one that Python can count to.
        bool isSmall = length == 0
            ? BigInteger.Abs(count) <= long.MaxValue
            : count.Sign >= 0 && count <= (isTuple ? MostItems : MostCharacters) / length;
        if (!isSmall || (isTuple && length > 0 && count.Sign > 0 && RemainingItems(right, MostTotalItems / (int)count) < 0))
            return FoldResult.Left;
        int times = length == 0 ? 0 : (int)count;
        if (!isTuple)
        {
            ConstantValue nothing = right with { Second = 0 };
            constant = AddText(nothing, right, times);
            return FoldResult.Folded;
        }

        List<int> items = [];
        for (int time = 0; time < times; time++)
            items.AddRange(tree.Constants.ItemsOf(right));
        constant = tree.Constants.AddCollection(ConstantKind.Tuple, [.. items]);
        return FoldResult.Folded;
    }

    /// <summary>check_complexity: what is left of a limit of items after those of a tuple; negative if it is exceeded.</summary>
    private int RemainingItems(ConstantValue value, int limit)
    {
        if (value.Kind != ConstantKind.Tuple)
            return limit;
        ReadOnlySpan<int> items = tree.Constants.ItemsOf(value);
        limit -= items.Length;
        for (int index = 0; limit >= 0 && index < items.Length; index++)
            limit = RemainingItems(tree.Constants[items[index]], limit);
        return limit;
    }

    /// <summary>A text and then another one so many times.</summary>
    private int AddText(ConstantValue first, ConstantValue repeated, int count)
    {
        int length = first.Text.Length + (repeated.Text.Length * count);
        Span<byte> target = tree.Text.Reserve(length);
        tree.Text[first.Text].CopyTo(target);
        for (int time = 0; time < count; time++)
            tree.Text[repeated.Text].CopyTo(target[(first.Text.Length + (time * repeated.Text.Length))..]);
        TextSpan text = tree.Text.Keep(length);
        if (first.Kind == ConstantKind.Bytes)
            return tree.Constants.Add(ConstantValue.OfBytes(text));
        return tree.Constants.Add(ConstantValue.OfStr(text, TextTraitsOf(tree.Text[text])));
    }

    private static TextTraits TextTraitsOf(ReadOnlySpan<byte> text)
    {
        if (System.Text.Ascii.IsValid(text))
            return TextTraits.Ascii;
        return System.Text.Unicode.Utf8.IsValid(text) ? TextTraits.None : TextTraits.Surrogates;
    }

    /// <summary>The items of a tuple, the bytes or the characters.</summary>
    private int LengthOf(ConstantValue value)
    {
        if (value.Kind == ConstantKind.Tuple)
            return (int)value.Second;
        if (value.Kind == ConstantKind.Bytes || value.IsAscii)
            return value.Text.Length;
        int count = 0;
        foreach (byte character in tree.Text[value.Text])
            count += IsContinuation(character) ? 0 : 1;
        return count;
    }

    private int ItemOf(ConstantValue value, int position)
    {
        switch (value.Kind)
        {
            case ConstantKind.Tuple:
                return tree.Constants.ItemsOf(value)[position];
            case ConstantKind.Bytes:
                return tree.Constants.Add(ConstantValue.OfInt(tree.Text[value.Text][position]));
            default:
                TextSpan character = CharacterOf(value.Text, position);
                return tree.Constants.Add(ConstantValue.OfStr(character, TextTraitsOf(tree.Text[character])));
        }
    }

    /// <summary>The bytes of the character at a position.</summary>
    private TextSpan CharacterOf(TextSpan text, int position)
    {
        ReadOnlySpan<byte> bytes = tree.Text[text];
        int start = 0;
        while (true)
        {
            int end = start + 1;
            while (end < bytes.Length && IsContinuation(bytes[end]))
                end++;
            if (position-- == 0)
                return new TextSpan(text.Start + start, end - start);
            start = end;
        }
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
