using Kiln.Compiler.Pyc;

namespace Kiln.Compiler.Tests.Pyc;

public class InvalidationModeNameTests
{
    [Theory]
    [InlineData("timestamp", InvalidationMode.Timestamp)]
    [InlineData("TIMESTAMP", InvalidationMode.Timestamp)]
    [InlineData("checked-hash", InvalidationMode.CheckedHash)]
    [InlineData("CHECKED_HASH", InvalidationMode.CheckedHash)]
    [InlineData("Unchecked_Hash", InvalidationMode.UncheckedHash)]
    public void Both_spellings_in_any_case_are_accepted(string text, InvalidationMode expected)
    {
        Assert.True(InvalidationModeName.TryParse(text, out InvalidationMode mode));
        Assert.Equal(expected, mode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hash")]
    [InlineData("checked hash")]
    [InlineData("0")]
    public void Anything_else_is_refused(string text) => Assert.False(InvalidationModeName.TryParse(text, out _));

    [Fact]
    public void Every_mode_has_a_name_that_is_read_back()
    {
        foreach (InvalidationMode mode in Enum.GetValues<InvalidationMode>())
        {
            Assert.True(InvalidationModeName.TryParse(InvalidationModeName.Of(mode), out InvalidationMode parsed));
            Assert.Equal(mode, parsed);
        }
    }
}
