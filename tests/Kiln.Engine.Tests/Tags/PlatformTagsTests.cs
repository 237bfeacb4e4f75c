using Kiln.Engine.Tags;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Tags;

public class PlatformTagsTests
{
    [Fact]
    public void Windows_has_one_platform() => Assert.Equal(["win_amd64"], PlatformTags.Of(TagSources.Windows));

    [Fact]
    public void A_32_bit_Python_on_a_64_bit_kernel_takes_32_bit_wheels()
    {
        var tags = PlatformTags.Of(TagSources.Linux with { Is32Bit = true });
        Assert.Equal("linux_i686", tags[0]);
        Assert.Contains("manylinux1_i686", tags);
        Assert.DoesNotContain(tags, tag => tag.EndsWith("x86_64", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Linux_with_neither_C_library_has_only_its_own_tag() =>
        Assert.Equal(["linux_x86_64"], PlatformTags.Of(TagSources.Linux with { Glibc = null }));

    [PackagingFact]
    public void MacOS_has_the_platforms_that_packaging_says()
    {
        (string Machine, int Major, int Minor)[] systems =
            [("x86_64", 10, 4), ("x86_64", 10, 9), ("x86_64", 10, 15), ("x86_64", 11, 2), ("arm64", 11, 0), ("arm64", 14, 3), ("arm64", 26, 1), ("i386", 10, 6)];
        const string Script = """
            from packaging.tags import mac_platforms
            for line in lines:
                machine, major, minor = line.split()
                print(*mac_platforms((int(major), int(minor)), machine))
            """;
        Assert.Equal(
            Packaging.Run(Script, systems.Select(each => $"{each.Machine} {each.Major} {each.Minor}")),
            systems.Select(each => string.Join(' ', PlatformTags.Of(TagSources.Mac(each.Machine, each.Major, each.Minor)))));
    }

    [PackagingFact]
    public void Linux_has_the_platforms_that_packaging_says()
    {
        (string Platform, bool IsMusl, int Minor, bool Is32Bit)[] systems =
        [
            ("linux-aarch64", false, 39, false), ("linux-aarch64", true, 2, false), ("linux-aarch64", false, 31, true), ("linux-armv7l", false, 36, false),
            ("linux-i686", false, 12, true), ("linux-x86_64", false, 28, true), ("linux-x86_64", true, 5, false), ("linux-ppc64le", false, 28, false),
            ("linux-riscv64", false, 17, false), ("linux-mips64", false, 36, false), ("linux-armv6l", true, 2, true), ("linux-x86_64", false, 4, false),
        ];
        const string Script = """
            from packaging import tags, _manylinux, _musllinux
            for line in lines:
                platform, is_musl, minor, is_32_bit = line.split()
                tags.sysconfig.get_platform = lambda: platform
                _manylinux._get_glibc_version = lambda: (-1, -1) if is_musl == "True" else (2, int(minor))
                _manylinux._is_linux_armhf = _manylinux._is_linux_i686 = lambda executable: True
                _musllinux._get_musl_version = lambda executable: _musllinux._MuslVersion(1, int(minor)) if is_musl == "True" else None
                print(*tags._linux_platforms(is_32bit=is_32_bit == "True"))
            """;
        Assert.Equal(
            Packaging.Run(Script, systems.Select(each => $"{each.Platform} {each.IsMusl} {each.Minor} {each.Is32Bit}")),
            systems.Select(each => string.Join(' ', PlatformTags.Of(TagSources.Linux with
            {
                Platform = each.Platform,
                Is32Bit = each.Is32Bit,
                Glibc = each.IsMusl ? null : new SystemVersion(2, each.Minor),
                Musl = each.IsMusl ? new SystemVersion(1, each.Minor) : null,
            }))));
    }
}
