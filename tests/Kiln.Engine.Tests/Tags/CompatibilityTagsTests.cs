using System.Text.Json;
using Kiln.Engine.Tags;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Tags;

public class CompatibilityTagsTests
{
    [Fact]
    public void The_best_tag_is_for_this_very_build()
    {
        string[] tags = [.. new CompatibilityTags(TagSources.Linux).All];
        Assert.Equal(["cp312-cp312-linux_x86_64", "cp312-cp312-manylinux_2_36_x86_64", "cp312-cp312-manylinux_2_35_x86_64"], tags[..3]);
        Assert.Equal(["py32-none-any", "py31-none-any", "py30-none-any"], tags[^3..]);
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public void Ranks_are_places_in_the_list()
    {
        foreach (var source in new[] { TagSources.Linux, TagSources.Alpine, TagSources.Windows, TagSources.Mac("arm64", 14, 2) })
        {
            var tags = new CompatibilityTags(source);
            int rank = 0;
            Assert.All(tags.All, tag => Assert.Equal(TagPriority.Fits(rank++), PriorityOf(tags, tag)));
        }
    }

    [Theory]
    [InlineData("py3-none-any", TagMismatch.None)]
    [InlineData("cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64", TagMismatch.None)]
    [InlineData("cp312-cp312-manylinux_2_37_x86_64", TagMismatch.Platform)]
    [InlineData("cp312-cp312-win_amd64", TagMismatch.Platform)]
    [InlineData("py3-none-win_amd64", TagMismatch.Platform)]
    [InlineData("cp312-cp312-any", TagMismatch.Platform)]
    [InlineData("cp312-cp312t-manylinux_2_17_x86_64", TagMismatch.Abi)]
    [InlineData("cp312-cp312d-manylinux_2_17_x86_64", TagMismatch.Abi)]
    [InlineData("cp312-abi3t-manylinux_2_17_x86_64", TagMismatch.Abi)]
    [InlineData("cp311-cp311-manylinux_2_17_x86_64", TagMismatch.Python)]
    [InlineData("cp313-abi3-manylinux_2_17_x86_64", TagMismatch.Python)]
    [InlineData("pp310-pypy310_pp73-manylinux_2_17_x86_64", TagMismatch.Python)]
    [InlineData("py2-none-any", TagMismatch.Python)]
    [InlineData("py313-none-any", TagMismatch.Python)]
    [InlineData("cp311.cp312-cp311.cp312-win32", TagMismatch.Platform)]
    public void A_wheel_that_does_not_fit_tells_why(string tag, TagMismatch expected) =>
        Assert.Equal(expected, PriorityOf(new CompatibilityTags(TagSources.Linux), tag).Mismatch);

    [Fact]
    public void Of_compressed_tags_the_best_counts()
    {
        var tags = new CompatibilityTags(TagSources.Linux);
        Assert.Equal(PriorityOf(tags, "cp312-none-any"), PriorityOf(tags, "py2.py3.cp312-none-any"));
        Assert.True(PriorityOf(tags, "cp312-cp312-manylinux_2_17_x86_64") < PriorityOf(tags, "cp311-abi3-linux_x86_64"));
        Assert.True(PriorityOf(tags, "py3-none-any") < PriorityOf(tags, "cp313-cp313-linux_x86_64"));
        Assert.True(PriorityOf(tags, "cp312-cp312-win32") < PriorityOf(tags, "cp313-cp313-win32"));
    }

    [PackagingTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Every_interpreter_takes_what_packaging_says_there(string executable)
    {
        // On 3.8 only an older packaging runs, pip's: it named linux_* behind manylinux, and forgot cp38-none-any.
        const string Script = """
            import json, platform, struct, sysconfig
            if sys.version_info < (3, 9):
                from pip._vendor.packaging import tags
                from pip._vendor.packaging._manylinux import _get_glibc_version
            else:
                from packaging import tags
                from packaging._manylinux import _get_glibc_version
            print(json.dumps({
                "implementation": sys.implementation.name, "major": sys.version_info[0], "minor": sys.version_info[1],
                "isFreeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")), "isDebug": bool(sysconfig.get_config_var("Py_DEBUG")),
                "soabi": sysconfig.get_config_var("SOABI"), "platform": sysconfig.get_platform(), "machine": platform.machine(),
                "is32Bit": struct.calcsize("P") == 4, "glibc": dict(zip(("major", "minor"), _get_glibc_version())),
            }))
            print(sys.version_info[1])
            for tag in tags.sys_tags():
                print(tag)
            """;
        string[] output = Packaging.Run(executable, Script, []);
        var source = JsonSerializer.Deserialize<PlatformTagSource>(output[0], JsonSerializerOptions.Web)!;
        IEnumerable<string> expected = output[2..], actual = new CompatibilityTags(source).All;
        if (output[1] == "8")
            (expected, actual) = (expected.Append("cp38-none-any").Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.Equal(expected, actual);
    }

    [PackagingFact]
    public void Builds_without_lock_and_for_debugging_take_what_packaging_says()
    {
        const string Script = """
            from packaging import tags
            for abis in (["cp314t"], ["cp314d", "cp314"], ["cp314td", "cp314t"]):
                own = list(tags.cpython_tags((3, 14), abis, ["win_amd64"])) + list(tags.compatible_tags((3, 14), "cp314", ["win_amd64"]))
                print(*own)
            """;
        string[] lines = Packaging.Run(Script, []);
        var source = TagSources.Windows with { Minor = 14 };
        Assert.Equal(lines[0], string.Join(' ', new CompatibilityTags(source with { IsFreeThreaded = true }).All));
        Assert.Equal(lines[1], string.Join(' ', new CompatibilityTags(source with { IsDebug = true }).All));
        Assert.Equal(lines[2], string.Join(' ', new CompatibilityTags(source with { IsFreeThreaded = true, IsDebug = true }).All));
    }

    private static TagPriority PriorityOf(CompatibilityTags tags, string tag)
    {
        Assert.True(WheelTags.TryParse(tag, out var parsed, out _));
        return tags.PriorityOf(parsed);
    }
}
