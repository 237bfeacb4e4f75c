using Kiln.Engine.Requirements;

namespace Kiln.Engine.Tests.Requirements;

public class PackageNameTests
{
    [Theory]
    [InlineData("Django", "django")]
    [InlineData("zope.interface", "zope-interface")]
    [InlineData("Foo._-.Bar", "foo-bar")]
    [InlineData("a", "a")]
    [InlineData("7-zip_X", "7-zip-x")]
    public void Names_are_normalised(string text, string expected) => Assert.Equal(expected, PackageName.Parse(text).ToString());

    [Fact]
    public void Equal_names_are_one_object() => Assert.Same(PackageName.Parse("Foo_Bar"), PackageName.Parse("foo-bar"));

    [Fact]
    public void Names_stay_one_object_when_threads_meet()
    {
        string name = $"n{Guid.NewGuid():n}";
        var found = new PackageName[64];
        Parallel.For(0, found.Length, i => found[i] = PackageName.Parse(name));
        Assert.All(found, each => Assert.Same(found[0], each));
    }

    [Fact]
    public void Long_names_are_read() => Assert.Equal(1000, PackageName.Parse(new string('A', 1000)).ToString().Length);

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a_")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a/b")]
    public void Other_texts_are_no_names(string text)
    {
        Assert.False(PackageName.TryParse(text, out _));
        Assert.False(ExtraName.TryParse(text, out _));
        Assert.StartsWith($"`{text}` is not a package name: ", Assert.Throws<UserErrorException>(() => PackageName.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wheels_write_names_with_underscores() => Assert.Equal("zope_interface", PackageName.Parse("zope.interface").ToEscapedString());

    [Fact]
    public void Extras_are_equal_in_any_spelling() => Assert.Equal(ExtraName.Parse("Test_All"), ExtraName.Parse("test.all"));
}
