using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Archives;

/// <summary>Unusual archives that are as good as any. Those that are refused: HostileWheelTests.</summary>
public sealed class ZipReaderTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("spam and eggs\n", 100)));

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Every_form_of_data_descriptor_that_agrees_is_read(bool hasSignature, bool isWide)
    {
        var member = new RawMember("demo.py"u8.ToArray(), Content) { Flags = 8, LocalFlags = 8, LocalSize = 0, LocalPackedSize = 0, LocalCrc = 0 };
        var descriptor = new MemoryStream();
        using var writer = new BinaryWriter(descriptor);
        if (hasSignature)
            writer.Write("PK\x07\x08"u8);
        writer.Write(member.Crc);
        foreach (uint size in new[] { (uint)member.Packed.Length, member.Size })
        {
            if (isWide)
                writer.Write((ulong)size);
            else
                writer.Write(size);
        }
        member.Descriptor = descriptor.ToArray();
        Assert.Equal(Content, ReadOnly(Write(member)));
    }

    [Fact]
    public void Sizes_left_to_ZIP64_are_read_from_there()
    {
        var member = new RawMember("demo.py"u8.ToArray(), Content);
        byte[] extra = [1, 0, 16, 0, .. BitConverter.GetBytes((ulong)member.Size), .. BitConverter.GetBytes((ulong)member.Packed.Length)];
        (member.Size, member.LocalSize, member.PackedSize, member.LocalPackedSize) = (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        (member.Extra, member.LocalExtra) = (extra, extra);
        Assert.Equal(Content, ReadOnly(Write(member)));
    }

    [Fact]
    public void ZIP64_sizes_that_were_not_needed_but_agree_are_no_fault()
    {
        var member = new RawMember("demo.py"u8.ToArray(), Content);
        member.LocalExtra = [1, 0, 16, 0, .. BitConverter.GetBytes((ulong)member.Size), .. BitConverter.GetBytes((ulong)member.Packed.Length)];
        Assert.Equal(Content, ReadOnly(Write(member)));
    }

    [Fact]
    public void A_ZIP64_end_record_is_read() =>
        Assert.Equal(Content, ReadOnly(Write(new RawZip { End = end => end.HasZip64 = true, Members = { new RawMember("demo.py"u8.ToArray(), Content) } })));

    [Fact]
    public void A_stored_member_is_read() =>
        Assert.Equal(Content, ReadOnly(Write(new RawMember("demo.py"u8.ToArray(), Content).Store(Content))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_member_is_read(bool isStored)
    {
        var member = new RawMember("demo.py"u8.ToArray(), []);
        Assert.Empty(ReadOnly(Write(isStored ? member.Store([]) : member)));
    }

    [Fact]
    public void An_archive_may_have_a_comment() =>
        Assert.Equal(Content, ReadOnly(Write(new RawZip { Comment = "hello"u8.ToArray(), Members = { new RawMember("demo.py"u8.ToArray(), Content) } })));

    [Fact]
    public void An_empty_archive_has_no_members()
    {
        using var zip = ZipReader.Open(Write(new RawZip()));
        Assert.Empty(zip.Members);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("no archive at all, but long enough for an end record")]
    public void What_is_no_archive_is_told_so(string content)
    {
        var path = _folder.Write("x.zip", content);
        Assert.Contains("`x.zip` is not a zip archive", Assert.Throws<UserErrorException>(() => ZipReader.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_cut_off_anywhere_is_refused()
    {
        var whole = new RawZip { Members = { new RawMember("demo.py"u8.ToArray(), Content), new RawMember("other.py", "x") } }.Build();
        for (int length = 0; length < whole.Length; length++)
        {
            var path = Write(whole[..length]);
            Assert.Throws<UserErrorException>(() => ZipReader.Open(path));
        }
    }

    [Fact]
    public void An_archive_with_any_byte_changed_is_refused_or_means_the_same()
    {
        var whole = new RawZip { Members = { new RawMember("demo.py"u8.ToArray(), Content), new RawMember("other.py", "x = 1") } }.Build();
        for (int position = 0; position < whole.Length; position++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                var changed = whole.ToArray();
                changed[position] ^= (byte)(1 << bit);
                Assert.True(IsRefusedOrSame(Write(changed)), $"bit {bit} of byte {position}");
            }
        }
    }

    [Fact]
    public void An_archive_that_is_written_to_while_it_is_read_is_noticed()
    {
        var path = Write(new RawMember("demo.py"u8.ToArray(), Content));
        using var zip = ZipReader.Open(path);
        zip.CheckUnchanged();
        File.AppendAllText(path.ToSystemString(), "more");
        Assert.Contains("changed", Assert.Throws<UserErrorException>(zip.CheckUnchanged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_found()
    {
        using var zip = ZipReader.Open(Write(new RawZip { Members = { new RawMember("É/Demo.py", ""), new RawMember("é/demo.PY", "") } }));
        Assert.Equal("(É/Demo.py, é/demo.PY)", zip.CaseCollision.ToString());
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsRefusedOrSame(FsPath path)
    {
        try
        {
            using var zip = ZipReader.Open(path);
            // Time, mode, and the maker's version may be anything.
            return zip.Members.Length == 2
                && zip.Members.Any(member => member.Path == FsPath.From("demo.py") && zip.ReadMember(member, 9999).AsSpan().SequenceEqual(Content))
                && zip.Members.Any(member => member.Path == FsPath.From("other.py") && zip.ReadMember(member, 9999).AsSpan().SequenceEqual("x = 1"u8));
        }
        catch (UserErrorException)
        {
            return true;
        }
    }

    private static byte[] ReadOnly(FsPath path)
    {
        using var zip = ZipReader.Open(path);
        return zip.ReadMember(Assert.Single(zip.Members), 1 << 20);
    }

    private FsPath Write(RawMember member) => Write(new RawZip { Members = { member } });

    private FsPath Write(RawZip zip) => Write(zip.Build());

    private FsPath Write(byte[] archive)
    {
        var path = _folder / "x.zip";
        File.WriteAllBytes(path.ToSystemString(), archive);
        return path;
    }
}
