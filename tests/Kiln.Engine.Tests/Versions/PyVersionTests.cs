using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Versions;

public partial class PyVersionTests
{
    // PEP 440: the examples of "Summary of permitted suffixes and relative ordering", of epochs, and of local versions, each row in order.
    private static readonly string[][] Ordered =
    [
        ["1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345",
            "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1"],
        ["2013.10", "2014.04", "1!1.0", "1!1.1", "1!2.0"],
        ["0.9", "0.9.1", "0.9.2", "0.9.10", "0.9.11", "1.0", "1.0.1", "1.1", "2.0", "2.0.1"],
        ["1.0", "1.0+a", "1.0+a.a", "1.0+a.0", "1.0+a.1", "1.0+b", "1.0+0", "1.0+1", "1.0+10", "1.0+10.a"],
        ["255.255.255.255", "256", "65535.255.255.255", "65536", "20240310"],
        ["1.0.20240310", "1.1", "1.1.0.0.1", "1.1.1"],
    ];

    // PEP 440, "Normalization".
    [Theory]
    [InlineData("1.1RC1", "1.1rc1")]
    [InlineData("00.0900", "0.900")]
    [InlineData("1.0+foo0100", "1.0+foo0100")]
    [InlineData("1.0+0100foo", "1.0+0100foo")]
    [InlineData("1.0+007", "1.0+7")]
    [InlineData("1.1.a1", "1.1a1")]
    [InlineData("1.1-a1", "1.1a1")]
    [InlineData("1.1a.1", "1.1a1")]
    [InlineData("1.1alpha1", "1.1a1")]
    [InlineData("1.1beta2", "1.1b2")]
    [InlineData("1.1c3", "1.1rc3")]
    [InlineData("1.1pre3", "1.1rc3")]
    [InlineData("1.1preview3", "1.1rc3")]
    [InlineData("1.2a", "1.2a0")]
    [InlineData("1.2-post2", "1.2.post2")]
    [InlineData("1.2post2", "1.2.post2")]
    [InlineData("1.2.post-2", "1.2.post2")]
    [InlineData("1.0-r4", "1.0.post4")]
    [InlineData("1.0-1", "1.0.post1")]
    [InlineData("1.2.post", "1.2.post0")]
    [InlineData("1.2-dev2", "1.2.dev2")]
    [InlineData("1.2dev", "1.2.dev0")]
    [InlineData("1.0+ubuntu-1", "1.0+ubuntu.1")]
    [InlineData("1.0+Ubuntu_1", "1.0+ubuntu.1")]
    [InlineData("v1.0", "1.0")]
    [InlineData(" 1.0\t", "1.0")]
    [InlineData("0!1.0", "1.0")]
    [InlineData("1!2.0.0", "1!2.0.0")]
    [InlineData("1.0a.post1", "1.0a0.post1")]
    [InlineData("1.2.3.4.5.6.7.8.9.10.11.12", "1.2.3.4.5.6.7.8.9.10.11.12")]
    public void Spellings_are_normalised(string text, string expected) => Assert.Equal(expected, PyVersion.Parse(text).ToString());

    [Fact]
    public void The_rows_of_the_standard_are_in_order()
    {
        foreach (string[] row in Ordered)
        {
            for (int i = 0; i < row.Length; i++)
            {
                for (int j = 0; j < row.Length; j++)
                    Assert.Equal(Math.Sign(i - j), Math.Sign(PyVersion.Parse(row[i]).CompareTo(PyVersion.Parse(row[j]))));
            }
        }
    }

    [Theory]
    [InlineData("1", "1.0.0.0.0.0")]
    [InlineData("1.0rc1", "1.0.0c1")]
    [InlineData("1!2", "1!2.0")]
    [InlineData("1.0+1.a", "1.0+01-A")]
    [InlineData("2024.20240310.0", "2024.20240310")]
    public void Equal_versions_have_equal_hashes(string left, string right)
    {
        var (first, second) = (PyVersion.Parse(left), PyVersion.Parse(right));
        Assert.True(first == second);
        Assert.Equal(0, first.CompareTo(second));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Theory]
    [InlineData("", "expected a number in the version, found the end", "", "^")]
    [InlineData("french toast", "expected a number in the version, found `f`", "french toast", "^")]
    [InlineData("1.0+a+", "expected the end of the version, found `+`", "1.0+a+", "     ^")]
    [InlineData("1..0", "expected the end of the version, found `.`", "1..0", " ^")]
    [InlineData("1.0+", "expected a letter or digit after `+`, found the end", "1.0+", "    ^")]
    [InlineData("1!", "expected a number in the version, found the end", "1!", "  ^")]
    [InlineData("1.1234567890123456789", "a number in a version has at most 18 digits", "1.1234567890123456789", "  ~~~~~~~~~~~~~~~~~~^")]
    public void Faults_point_at_the_column(string text, string message, string line, string marks)
    {
        Assert.False(PyVersion.TryParse(text, out _, out var fault));
        Assert.Equal(message, fault.Message);
        Assert.Equal($"{line}\n{marks}", fault.Excerpt);
    }

    [Fact]
    public void A_wrong_version_of_a_user_is_a_usage_error()
    {
        var error = Assert.Throws<UserErrorException>(() => PyVersion.Parse("1.x"));
        Assert.Equal("couldn't parse version `1.x`: expected the end of the version, found `.`", error.Message);
        Assert.True(error.IsUsage);
    }

    [Fact]
    public void Normalising_again_changes_nothing() =>
        Prop.ForAll(VersionText.Versions, version => PyVersion.Parse(version.ToString()).ToString() == version.ToString()
            && PyVersion.Parse(version.ToString()) == version).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_is_total() =>
        Prop.ForAll(VersionText.Versions, VersionText.Versions, VersionText.Versions, (a, b, c) =>
        {
            bool isAntisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
            bool isTransitive = !(a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0) || a.CompareTo(c) <= 0;
            bool isEqualityOfOrder = (a.CompareTo(b) == 0) == a.Equals(b) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
            return isAntisymmetric && isTransitive && isEqualityOfOrder;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [PackagingFact]
    public void Versions_are_normalised_and_ordered_as_packaging_does()
    {
        string[] texts = VersionText.Sample(VersionText.Any, 4000);
        string[] normalised = Packaging.Run("from packaging.version import Version\nfor line in lines: print(Version(line))", texts);
        Assert.Equal(normalised, texts.Select(text => PyVersion.Parse(text).ToString()));

        const string Compare = """
            from packaging.version import Version
            versions = [Version(line) for line in lines]
            for one, other in zip(versions, versions[1:]):
                print((one > other) - (one < other))
            """;
        PyVersion[] versions = [.. texts.Select(PyVersion.Parse)];
        Assert.Equal(Packaging.Run(Compare, texts), versions.Zip(versions.Skip(1), (one, other) => $"{Math.Sign(one.CompareTo(other))}"));
    }

    [PackagingFact]
    public void Mutilated_versions_are_refused_where_packaging_refuses_them()
    {
        var random = new Random(17);
        IEnumerable<string> mutilated = VersionText.Sample(VersionText.Any, 6000).Select(text => Mutilate(text, random));
        string[] texts = [.. mutilated.Where(text => !NumberTooLong().IsMatch(text))];
        const string Script = """
            from packaging.version import Version, InvalidVersion
            for line in lines:
                try:
                    print(Version(line))
                except InvalidVersion:
                    print("invalid")
            """;
        Assert.Equal(
            texts.Zip(Packaging.Run(Script, texts)),
            texts.Zip(texts.Select(text => PyVersion.TryParse(text, out var version, out _) ? version.ToString() : "invalid")));
    }

    // Kiln takes 18 digits at most, packaging any number.
    [GeneratedRegex("[0-9]{19}")]
    private static partial Regex NumberTooLong();

    private static string Mutilate(string text, Random random)
    {
        int place = random.Next(text.Length + 1);
        string inserted = random.Next(3) == 0 ? "" : ".-_+!0a1 dcrp*"[random.Next(14)].ToString();
        int removed = Math.Min(random.Next(2), text.Length - place);
        return text[..place] + inserted + text[(place + removed)..];
    }
}
