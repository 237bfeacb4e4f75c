using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Versions;

public class SpecifierRepairTests
{
    [Theory]
    [InlineData(">=3.6.*", ">=3.6")]
    [InlineData(">=3.4.*, <4", ">=3.4,<4")]
    [InlineData(">=2.7,!=3.0*", ">=2.7,!=3.0.*")]
    [InlineData(">=3.8", ">=3.8")]
    public void Published_Pythons_are_mended(string text, string expected)
    {
        Assert.True(VersionSpecifiers.TryParsePublished(text, out var specifiers, out _));
        Assert.Equal(expected, specifiers.ToString());
    }

    [Theory]
    [InlineData("protobuf (<=3.20.*,>=3.6.1) ; extra == 'all'", "protobuf<=3.20,>=3.6.1 ; extra == \"all\"")]
    [InlineData("importlib-metadata (>='4.4') ; python_version < \"3.10\"", "importlib-metadata>=4.4 ; python_version < \"3.10\"")]
    [InlineData("pytest-xdist (>=1.22<1.23); extra == 'test'", "pytest-xdist>=1.22,<1.23 ; extra == \"test\"")]
    [InlineData("jupyter-core!=~5.0,>=4.12", "jupyter-core!=5.0.*,>=4.12")]
    [InlineData("pytz (>dev)", "pytz>0.0.0.dev0")]
    public void Published_requirements_are_mended(string text, string expected)
    {
        Assert.False(Requirement.TryParse(text, out _, out _));
        Assert.True(Requirement.TryParsePublished(text, out var requirement, out _));
        Assert.Equal(expected, requirement.ToString());
    }

    [Fact]
    public void What_cannot_be_mended_is_told_as_it_was_written()
    {
        Assert.False(Requirement.TryParsePublished("AccessControl (>=3.0.0Acquisition)", out _, out var fault));
        Assert.Equal("AccessControl (>=3.0.0Acquisition)", fault.Text);
    }
}
