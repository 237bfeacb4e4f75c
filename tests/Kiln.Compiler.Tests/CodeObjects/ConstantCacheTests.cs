using System.Numerics;
using System.Text;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.CodeObjects;

public class ConstantCacheTests
{
    private readonly SyntaxTree _tree = new(new SourceText(), new TokenList(), new Identifiers());
    private readonly ConstantCache _cache;

    public ConstantCacheTests()
    {
        _tree.Text.Seal(0, isAscii: true);
        _tree.Clear();
        _cache = new ConstantCache(_tree);
    }

    [Fact]
    public void Equal_constants_of_one_type_become_one()
    {
        Assert.Equal(Merge(ConstantValue.OfInt(7)), Merge(ConstantValue.OfInt(7)));
        Assert.Equal(Merge(ConstantValue.OfFloat(1.5)), Merge(ConstantValue.OfFloat(1.5)));
        Assert.Equal(Merge(Text("a b")), Merge(Text("a b")));
        Assert.Equal(_cache.Merge(_tree.Constants.Add(BigInteger.Pow(10, 30))), _cache.Merge(_tree.Constants.Add(BigInteger.Pow(10, 30))));
        Assert.Equal(Tuple(Merge(Text("a b")), ConstantTable.None), Tuple(_tree.Constants.Add(Text("a b")), ConstantTable.None));
    }

    [Fact]
    public void What_Python_calls_equal_stays_apart_where_the_type_or_the_sign_of_zero_differs()
    {
        int[] numbers =
        [
            Merge(ConstantValue.OfInt(1)), Merge(ConstantValue.OfFloat(1)), ConstantTable.True, Merge(ConstantValue.OfComplex(1, 0)),
            Merge(ConstantValue.OfComplex(1, -0.0)), Merge(ConstantValue.OfFloat(0)), Merge(ConstantValue.OfFloat(-0.0)), Merge(ConstantValue.OfInt(0)),
            Merge(Text("a")), Merge(Bytes("a")), Tuple(Merge(ConstantValue.OfInt(1))), Tuple(Merge(ConstantValue.OfFloat(1))), Tuple(ConstantTable.True),
        ];

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Fact]
    public void A_nan_equals_itself_only()
    {
        int nan = _tree.Constants.Add(ConstantValue.OfFloat(double.NaN));

        Assert.Equal(_cache.Merge(nan), _cache.Merge(nan));
        Assert.NotEqual(_cache.Merge(nan), Merge(ConstantValue.OfFloat(double.NaN)));
    }

    [Fact]
    public void Items_of_a_merged_tuple_are_merged_too()
    {
        int text = Merge(Text("a b"));
        int tuple = _cache.Merge(_tree.Constants.AddCollection(ConstantKind.Tuple, [_tree.Constants.Add(Text("a b"))]));

        Assert.Equal(text, _tree.Constants.ItemsOf(_tree.Constants[tuple])[0]);
    }

    [Fact]
    public void Frozensets_are_equal_whatever_their_order()
    {
        int one = _cache.Merge(_tree.Constants.AddCollection(ConstantKind.Frozenset, [_tree.Constants.Add(Text("a")), _tree.Constants.Add(Text("b"))]));
        int other = _cache.Merge(_tree.Constants.AddCollection(ConstantKind.Frozenset, [_tree.Constants.Add(Text("b")), _tree.Constants.Add(Text("a"))]));

        Assert.Equal(one, other);
    }

    [Fact]
    public void A_literal_is_the_object_of_a_name_only_if_it_has_the_characters_of_one()
    {
        Assert.Equal(_cache.NameOf(Name("spam")), Merge(Text("spam")));
        Assert.NotEqual(_cache.NameOf(Name("spam.eggs")), Merge(Text("spam.eggs")));
        Assert.True(_cache.IsInterned(_cache.NameOf(Name("spam.eggs"))));
        Assert.False(_cache.IsInterned(Merge(Text("spam.eggs"))));
    }

    [Fact]
    public void Names_keep_their_objects_in_a_tuple_that_equals_one_of_literals()
    {
        int literal = Merge(Text("a.b"));
        int names = _cache.MergeTuple([_cache.NameOf(Name("a.b"))]);

        Assert.NotEqual(literal, _tree.Constants.ItemsOf(_tree.Constants[names])[0]);
        Assert.Equal(names, Tuple(literal));
    }

    [Fact]
    public void Nothing_of_a_file_is_left_for_the_next()
    {
        for (int index = 0; index < 5000; index++)
            Merge(ConstantValue.OfInt(index));
        _tree.Clear();
        _cache.Clear();
        int number = _tree.Constants.Add(ConstantValue.OfInt(4000));

        Assert.Equal(number, _cache.Merge(number));
    }

    private int Merge(ConstantValue value) => _cache.Merge(_tree.Constants.Add(value));

    private int Tuple(params int[] items) => _cache.Merge(_tree.Constants.AddCollection(ConstantKind.Tuple, items));

    private Identifier Name(string name) => _tree.Identifiers.Intern(Encoding.ASCII.GetBytes(name));

    private ConstantValue Text(string text) => ConstantValue.OfStr(Keep(text), TextTraits.Ascii);

    private ConstantValue Bytes(string text) => ConstantValue.OfBytes(Keep(text));

    private TextSpan Keep(string text)
    {
        Encoding.ASCII.GetBytes(text).CopyTo(_tree.Text.Reserve(text.Length));
        return _tree.Text.Keep(text.Length);
    }
}
