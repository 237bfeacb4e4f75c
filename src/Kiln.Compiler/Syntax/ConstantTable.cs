using System.Numerics;
using System.Runtime.InteropServices;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// The constants of a <see cref="SyntaxTree"/>, by number. Nothing is merged here: two literals have two numbers, except the singletons.
/// </summary>
internal sealed class ConstantTable
{
    public const int None = 0;

    public const int False = 1;

    public const int True = 2;

    public const int Ellipsis = 3;

    private readonly List<ConstantValue> _values = new(1024);
    private readonly List<BigInteger> _bigInts = [];
    private readonly List<int> _items = [];

    public ConstantTable() => Clear();

    public int Count => _values.Count;

    public ConstantValue this[int number] => _values[number];

    public void Clear()
    {
        _values.Clear();
        _bigInts.Clear();
        _items.Clear();
        for (ConstantKind kind = ConstantKind.None; kind <= ConstantKind.Ellipsis; kind++)
            _values.Add(new ConstantValue(kind, TextTraits.None, 0, 0));
    }

    /// <summary>Adds a constant and gives its number.</summary>
    public int Add(ConstantValue value)
    {
        _values.Add(value);
        return _values.Count - 1;
    }

    /// <summary>Adds an int of any size.</summary>
    public int Add(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            return Add(ConstantValue.OfInt((long)value));
        _bigInts.Add(value);
        return Add(new ConstantValue(ConstantKind.BigInt, TextTraits.None, _bigInts.Count - 1, 0));
    }

    /// <summary>Adds a Tuple or Frozenset of constants, given by their numbers.</summary>
    public int AddCollection(ConstantKind kind, ReadOnlySpan<int> items)
    {
        int start = _items.Count;
        _items.AddRange(items);
        return Add(new ConstantValue(kind, TextTraits.None, start, items.Length));
    }

    /// <summary>The value of an Int or BigInt.</summary>
    public BigInteger BigIntOf(ConstantValue value) => value.Kind == ConstantKind.Int ? value.First : _bigInts[(int)value.First];

    /// <summary>The numbers of the items of a Tuple or Frozenset, which merging replaces by others of equal value; valid until the next collection is added.</summary>
    public Span<int> ItemsOf(ConstantValue value) =>
        CollectionsMarshal.AsSpan(_items).Slice((int)value.First, (int)value.Second);
}
