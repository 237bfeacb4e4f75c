using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Archives;

public sealed class ArchiveSizeLimitsTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData(512 * MiB, 1000)]
    [InlineData(1000 * MiB, 10 * MiB)]
    public void What_is_small_or_of_a_likely_ratio_is_let_pass(long unpacked, long archive) => Check(archive, unpacked);

    [Theory]
    [InlineData((512 * MiB) + 1, 1000)]
    [InlineData((1000 * MiB) + 1, 10 * MiB)]
    public void What_is_large_beyond_its_archive_is_refused_with_the_limit(long unpacked, long archive)
    {
        var error = Assert.Throws<UserErrorException>(() => Check(archive, unpacked));
        Assert.Contains("limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_would_overflow_together_are_refused() =>
        Assert.Throws<UserErrorException>(() => Check(1000, long.MaxValue, long.MaxValue, long.MaxValue));

    private static void Check(long archiveBytes, params long[] sizes)
    {
        var members = sizes.Select(size => new ZipMember
        {
            Path = FsPath.From("x"),
            IsFolder = false,
            Mode = 0,
            Flags = ZipFlags.None,
            Method = ZipMethod.Deflate,
            Crc = 0,
            PackedBytes = 1,
            SizeBytes = size,
            HeaderOffset = 0,
        });
        ArchiveSizeLimits.Check(members.ToArray(), archiveBytes, new ArchiveJudge(FsPath.From("x.whl"), allowsAmbiguity: false));
    }
}
