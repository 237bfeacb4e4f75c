using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public class WheelFileNameTests
{
    [Fact]
    public void The_parts_are_read()
    {
        var name = WheelFileName.Parse("Foo.Bar_baz-1.0.0+LOCAL-7_x-py2.py3-none-manylinux1_x86_64.win32.whl");
        Assert.Equal("foo-bar-baz", name.Name.ToString());
        Assert.Equal("1.0.0+local", name.Version.ToString());
        Assert.Equal(new BuildTag(7, "_x"), name.Build);
        Assert.Equal(["py2", "py3"], name.Tags.Pythons);
        Assert.Equal(["none"], name.Tags.Abis);
        Assert.Equal(["manylinux1_x86_64", "win32"], name.Tags.Platforms);
        Assert.Equal("py2.py3-none-manylinux1_x86_64.win32", name.Tags.ToString());
    }

    [Fact]
    public void A_build_is_not_necessary()
    {
        var name = WheelFileName.Parse("six-1.16.0-py3-none-any.whl");
        Assert.Null(name.Build);
        Assert.True(name.Tags.IsForAnyPlatform);
    }

    [Fact]
    public void Builds_are_ordered_by_number_first()
    {
        Assert.True(new BuildTag(9, "z") < new BuildTag(10, ""));
        Assert.True(new BuildTag(10, "") < new BuildTag(10, "a"));
    }

    [Theory]
    [InlineData("x.whl", "expected five or six parts divided by `-`: name, version, maybe a build, Python, ABI and platform", "~^")]
    [InlineData("six-1.16.0-py3-none-any.zip", "expected a file name that ends with `.whl`", "                           ^")]
    [InlineData("six_-1-py3-none-any.whl", "names are made of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit", "~~~~^")]
    [InlineData("six-1.x-py3-none-any.whl", "expected the end of the version, found `.`", "     ^")]
    [InlineData("six-1-b1-py3-none-any.whl", "a build begins with a number of at most 18 digits", "      ~~^")]
    [InlineData("six-1-py3..py2-none-any.whl", "expected a Python tag, found `.`", "          ^")]
    [InlineData("six-1-py3--any.whl", "expected an ABI tag, found `-`", "          ^")]
    [InlineData("six-1-py3-none-a/b.whl", "expected the end behind a platform tag, found `/`", "                ^")]
    public void Faults_point_at_the_column(string text, string message, string marks)
    {
        Assert.False(WheelFileName.TryParse(text, out _, out var fault));
        Assert.Equal(message, fault.Message);
        Assert.Equal($"{text}\n{marks}", fault.Excerpt);
    }

    [PackagingFact]
    public void Mutilated_names_are_refused_where_packaging_refuses_them()
    {
        var random = new Random(17);
        string[] texts = [.. Enumerable.Range(0, 3000).Select(_ => Mutilate("a_B.c-1.0rc1-2x-cp39.py3-abi3.none-any.linux_x86_64.whl", random))];
        const string Script = """
            from packaging.utils import parse_wheel_filename, InvalidWheelFilename
            for line in lines:
                try:
                    name, version, build, tags = parse_wheel_filename(line)
                    print(name, version, *build, *sorted(map(str, tags)), sep=" ")
                except InvalidWheelFilename:
                    print("invalid")
            """;
        var different = texts.Zip(Packaging.Run(Script, texts)).Where(each => each.Second != Told(each.First) && !IsRefusedOnPurpose(each.First));
        Assert.Equal("", string.Join('\n', different.Select(each => $"{each.First}: packaging {each.Second}, Kiln {Told(each.First)}")));
    }

    // packaging wants one `_` between words, and takes any characters in tags and at the ends of names.
    private static bool IsRefusedOnPurpose(string text)
    {
        string[] parts = text.Split('-');
        bool isOddName = parts[0].Contains("__", StringComparison.Ordinal) || parts[0] != parts[0].Trim('.', '_');
        return isOddName || parts[^3..].Any(tags => tags.AsSpan().ContainsAny(" +!"));
    }

    private static string Told(string text)
    {
        if (!WheelFileName.TryParse(text, out var name, out _))
            return "invalid";
        var tags = from python in name.Tags.Pythons from abi in name.Tags.Abis from platform in name.Tags.Platforms select $"{python}-{abi}-{platform}";
        string build = name.Build is { } tag ? $" {tag.Number} {tag.Rest}" : "";
        return $"{name.Name} {name.Version}{build} {string.Join(' ', tags.Distinct().Order(StringComparer.Ordinal))}";
    }

    private static string Mutilate(string text, Random random)
    {
        int place = random.Next(text.Length - 4);
        string inserted = random.Next(3) == 0 ? "" : "-._+!0a1 "[random.Next(9)].ToString();
        int removed = Math.Min(random.Next(2), text.Length - place);
        return text[..place] + inserted + text[(place + removed)..];
    }
}
