using Kiln.Engine.Bytecode;
using Kiln.Terminal;

namespace Kiln.Tests.Terminal;

/// <summary>Numbers as uv writes them.</summary>
public sealed class PhraseTests
{
    [Theory]
    [InlineData(0, "0.00ms")]
    [InlineData(5_200, "0.52ms")]
    [InlineData(9_990, "0.99ms")]
    [InlineData(10_000, "1ms")]
    [InlineData(8_129_999, "812ms")]
    [InlineData(10_000_000, "1.00s")]
    [InlineData(40_789_999, "4.07s")]
    [InlineData(650_000_000, "1m 05s")]
    [InlineData(36_610_000_000, "61m 01s")]
    public void Durations(long ticks, string expected) => Assert.Equal(expected, Phrase.Duration(TimeSpan.FromTicks(ticks)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(17_800, "17.4 KiB")]
    [InlineData(5_368_709_120, "5.0 GiB")]
    public void Sizes(long bytes, string expected) => Assert.Equal(expected, Phrase.Size(bytes));

    [Theory]
    [InlineData(0, "0 files")]
    [InlineData(1, "1 file")]
    [InlineData(15130, "15130 files")]
    public void Counts(long count, string expected) => Assert.Equal(expected, Phrase.Count(count, "file"));

    [Fact]
    public void Names_of_reasons_are_spelled_with_hyphens() => Assert.Equal("not-a-file", Phrase.Kebab(CompileReason.NotAFile));
}
