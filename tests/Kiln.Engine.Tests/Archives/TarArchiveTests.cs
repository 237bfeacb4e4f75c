using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Archives;

public sealed class TarArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_folders_and_links_are_unpacked()
    {
        Unpack(StandaloneArchive.Pack(("./python/", ""), ("python/bin/tool", "run"), ("python/lib/a.py", "x = 1\n"), ("python/bin/t", "->tool"), ("python/share/up", "->../lib/a.py")));

        Assert.Equal("run", File.ReadAllText($"{_folder / "out/python/bin/t"}"));
        Assert.Equal("x = 1\n", File.ReadAllText($"{_folder / "out/python/share/up"}"));
        Assert.True(FileSystem.IsExecutable(_folder / "out/python/bin/tool"));
        Assert.False(FileSystem.IsExecutable(_folder / "out/python/lib/a.py") && !Environment.IsPrivilegedProcess);
    }

    [Theory]
    [InlineData("../evil", "x", "`..`")]
    [InlineData("a/../../evil", "x", "`..`")]
    [InlineData("/evil", "x", "absolute")]
    [InlineData("a\\b", "x", "backslash")]
    [InlineData("a/link", "->/etc/passwd", "no path inside")]
    [InlineData("a/link", "->../../evil", "leads out")]
    [InlineData("a/link", "->b/../../../evil", "leads out")]
    [InlineData("link", "->..", "leads out")]
    public void What_would_leave_the_folder_is_refused(string name, string content, string reason) => Refuses(reason, StandaloneArchive.Pack(("a/ok", ""), (name, content)));

    [Fact]
    public void Nothing_is_written_through_a_link() =>
        Refuses("is there twice", StandaloneArchive.Pack(("a/b/x", ""), ("a/link", "->b"), ("a/link/y", "evil")));

    [Fact]
    public void A_link_that_leads_out_through_another_link_is_refused() =>
        Refuses("leads out", StandaloneArchive.Pack(("a/b/c/x", ""), ("deep", "->a/b/c"), ("out", "->deep/../../../../x"), ("p/q", "->../deep/../../../../../tmp")));

    [Theory]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Devices_are_refused(TarEntryType type) => Refuses("no place here", StandaloneArchive.Pack([new PaxTarEntry(type, "dev")]));

    [Fact]
    public void Sparse_files_are_refused() => Refuses("sparse", StandaloneArchive.Pack(
        [new PaxTarEntry(TarEntryType.RegularFile, "big", [new("GNU.sparse.major", "1"), new("GNU.sparse.realsize", "1099511627776")])]));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    public void The_same_name_twice_is_refused(string first, string second) => Refuses("twice", StandaloneArchive.Pack((first, "1"), (second, "2")));

    [Fact]
    public void Another_name_of_a_file_outside_is_refused() => Refuses("no file that came before", StandaloneArchive.Pack([new PaxTarEntry(TarEntryType.HardLink, "x") { LinkName = "etc/passwd" }]));

    [Fact]
    public void A_bomb_is_refused_before_it_fills_the_disk()
    {
        byte[] archive = StandaloneArchive.Pack([StandaloneArchive.File("zeros", new byte[10_000_000])]);
        Assert.InRange(archive.Length, 1000, 99_000);

        Assert.Contains("100 times", Assert.Throws<UserErrorException>(() => Unpack(archive, allowed: 1000)).Message, StringComparison.Ordinal);

        Assert.InRange(new FileInfo($"{_folder / "out/zeros"}").Length, 0, 100 * archive.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(700)]
    public void What_is_cut_off_is_damaged(int length)
    {
        byte[] whole = StandaloneArchive.Pack([StandaloneArchive.File("a", Noise(2000)), StandaloneArchive.File("b", Noise(2000))]);
        Assert.Throws<InvalidDataException>(() => Unpack(whole[..length]));
    }

    [Fact]
    public void What_is_no_archive_is_damaged() => Assert.Throws<InvalidDataException>(() => Unpack(Packed(Encoding.ASCII.GetBytes(new string('x', 2000)))));

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(3).NextBytes(noise);
        return noise;
    }

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(content);
        return packed.ToArray();
    }

    private void Refuses(string reason, byte[] archive)
    {
        Assert.Contains(reason, Assert.Throws<UserErrorException>(() => Unpack(archive)).Message, StringComparison.Ordinal);
        Assert.Equal(["out"], Directory.GetFileSystemEntries($"{_folder.Path}").Select(Path.GetFileName));
    }

    private void Unpack(byte[] archive, long allowed = TarArchive.AlwaysAllowedBytes)
    {
        using var content = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        TarArchive.Unpack(content, _folder.Folder("out"), new ArchiveJudge(FsPath.From("x.tar.gz"), allowsAmbiguity: false), () => archive.Length, CancellationToken.None, allowed);
    }
}
