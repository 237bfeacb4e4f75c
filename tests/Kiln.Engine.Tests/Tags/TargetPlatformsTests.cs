using Kiln.Engine.Tags;
using Kiln.Engine.Tests.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Tags;

public class TargetPlatformsTests
{
    [Fact]
    public void Every_name_means_a_platform_and_no_other_does()
    {
        Assert.All(TargetPlatforms.Names, name => Assert.NotNull(TargetPlatforms.Find(name, Nothing)));
        Assert.Equal(46, TargetPlatforms.Names.Distinct().Count());
        Assert.Null(TargetPlatforms.Find("x86_64-manylinux_2_99", Nothing));
        Assert.Null(TargetPlatforms.Find("", Nothing));
    }

    [Fact]
    public void A_variable_says_how_old_a_system_may_be()
    {
        Assert.Equal("macosx_14_0_arm64", BestTag("macos", "MACOSX_DEPLOYMENT_TARGET", "14.2"));
        Assert.Equal("macosx_13_0_arm64", BestTag("macos", "MACOSX_DEPLOYMENT_TARGET", ""));
        Assert.Equal("ios_14_1_arm64_iphoneos", BestTag("arm64-apple-ios", "IPHONEOS_DEPLOYMENT_TARGET", "14.1"));
        Assert.Equal("android_26_arm64_v8a", BestTag("aarch64-linux-android", "ANDROID_API_LEVEL", "26"));
    }

    [Fact]
    public void A_variable_that_is_no_version_is_told()
    {
        var error = Assert.Throws<UserErrorException>(() => BestTag("macos", "MACOSX_DEPLOYMENT_TARGET", "new"));

        Assert.Equal("invalid value `new` for `MACOSX_DEPLOYMENT_TARGET`", error.Message);
    }

    [Theory]
    [InlineData("3.9", "3.9", "3.9.0")]
    [InlineData("3.12b1", "3.12", "3.12.0b1")]
    [InlineData("3.13.2", "3.13", "3.13.2")]
    [InlineData("3", "3.0", "3.0.0")]
    public void Markers_of_another_Python_have_three_numbers(string asked, string version, string fullVersion)
    {
        var markers = TestMarkers.ForPython(PyVersion.Parse(asked));

        Assert.Equal((version, fullVersion, fullVersion), (markers.PythonVersion, markers.PythonFullVersion, markers.ImplementationVersion));
        Assert.Equal("7.3", (TestMarkers with { ImplementationName = "pypy", ImplementationVersion = "7.3" }).ForPython(PyVersion.Parse(asked)).ImplementationVersion);
    }

    private static Kiln.Engine.Requirements.MarkerEnvironment TestMarkers => SampleEnvironments.Linux;

    private static string BestTag(string name, string variable, string value) =>
        PlatformTags.Of(TargetPlatforms.Find(name, asked => asked == variable ? value : null)!.Apply(TagSources.Linux))[0];

    private static string? Nothing(string name) => null;
}
