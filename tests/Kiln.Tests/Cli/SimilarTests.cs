using Kiln.Cli;

namespace Kiln.Tests.Cli;

/// <summary>What is offered for a mistyped word.</summary>
public sealed class SimilarTests
{
    private static readonly string[] Commands = ["compile", "verify", "clear", "cache"];

    [Theory]
    [InlineData("comiple", "compile")]
    [InlineData("compil", "compile")]
    [InlineData("verfy", "verify")]
    [InlineData("cleer", "clear")]
    [InlineData("c", "compile,clear,cache")]
    [InlineData("frobnicate", "")]
    public void Finds_what_was_meant(string word, string expected) => Assert.Equal(expected, string.Join(',', Similar.To(word, Commands)));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "ab", 2)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Counts_single_letters_and_swaps(string left, string right, int expected)
    {
        Assert.Equal(expected, Similar.Distance(left, right));
        Assert.Equal(expected, Similar.Distance(right, left));
    }
}
