using Kiln.Cli;
using Kiln.Engine;

namespace Kiln.Tests.Cli;

/// <summary>Ages as <c>--older-than</c> takes them.</summary>
public sealed class AgeTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("12h", 43_200)]
    [InlineData("30d", 2_592_000)]
    [InlineData("2w", 1_209_600)]
    [InlineData("0s", 0)]
    public void A_number_with_a_unit_is_an_age(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Age.Parse(text, "--older-than"));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("3")]
    [InlineData("-3d")]
    [InlineData("1.5d")]
    [InlineData("3 d")]
    [InlineData("3y")]
    [InlineData("2000000000w")]
    public void Anything_else_is_none(string text)
    {
        var error = Assert.Throws<UserErrorException>(() => Age.Parse(text, "--older-than"));

        Assert.True(error.IsUsage);
    }
}
