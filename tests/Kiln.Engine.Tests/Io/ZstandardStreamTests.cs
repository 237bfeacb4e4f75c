using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io;

public sealed class ZstandardStreamTests : IDisposable
{
    /// <summary>"kiln " two hundred times, with a checksum; made by zstd 1.5.4.</summary>
    private const string Kilns = "28b52ffd0468650000286b696c6e200100e051152d62ceeb8d";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ZstandardFact]
    public void What_is_packed_comes_out_whatever_the_reader_asks_for_at_once()
    {
        string text = string.Concat(Enumerable.Repeat("kiln ", 200));
        byte[] packed = Convert.FromHexString(Kilns);

        Assert.Equal(text, Encoding.ASCII.GetString(Unpack(packed, 1)));
        Assert.Equal(text, Encoding.ASCII.GetString(Unpack(packed, 1000)));
        Assert.Equal(text + text, Encoding.ASCII.GetString(Unpack([.. packed, .. packed], 77)));
        Assert.Empty(Unpack([], 10));
    }

    [ZstandardFact]
    public void What_is_missing_or_changed_is_an_error_and_never_other_content()
    {
        byte[] packed = Convert.FromHexString(Kilns);
        for (int length = 1; length < packed.Length; length++)
            Assert.Throws<InvalidDataException>(() => Unpack(packed[..length], 4096));
        // A few bits say nothing of the content, such as how far back copies may reach.
        int wrong = packed.Length - Enumerable.Range(0, packed.Length).Count(i => IsSame(packed, i));
        Assert.InRange(wrong, packed.Length - 4, packed.Length);
        Assert.Throws<InvalidDataException>(() => Unpack([.. packed, 1, 2, 3, 4], 4096));
    }

    /// <summary>Levels, long windows and frames without sizes, as archives have them.</summary>
    [NeedsTheory("zstd")]
    [InlineData("zstd -1")]
    [InlineData("zstd -19 --long=27")]
    [InlineData("cat \"$1\" | zstd -3")]
    [InlineData("zstd --ultra -22")]
    public void Large_archives_come_out_byte_by_byte(string command)
    {
        byte[] content = new byte[2_500_000];
        var random = new Random(11);
        for (int i = 0; i < content.Length; i++)
            content[i] = (byte)(i % 1000 < 300 ? random.Next(256) : i >> 8);
        File.WriteAllBytes($"{_folder / "content"}", content);
        Assert.True(Shell.Run($"{command} -q {(command.StartsWith("cat", StringComparison.Ordinal) ? "" : "-c \"$1\"")} > \"$2\"", $"{_folder / "content"}", $"{_folder / "packed"}").Status?.IsSuccess);

        Assert.True(content.AsSpan().SequenceEqual(Unpack(File.ReadAllBytes($"{_folder / "packed"}"), 100_000)));
    }

    [Fact]
    public void A_library_that_is_not_there_is_no_error() => Assert.Null(ZstandardLibrary.Load(["libno-such-zstd.so.1"]));

    /// <summary>True if a changed byte changes nothing; false if it is an error. Other content is neither.</summary>
    private static bool IsSame(byte[] packed, int at)
    {
        byte[] changed = [.. packed];
        changed[at] ^= 1;
        try
        {
            Assert.Equal(Unpack(packed, 4096), Unpack(changed, 4096));
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Unpack(byte[] packed, int atOnce)
    {
        var content = new MemoryStream();
        using var stream = new ZstandardStream(new MemoryStream(packed), ZstandardLibrary.System!);
        byte[] buffer = new byte[atOnce];
        while (stream.Read(buffer) is > 0 and var count)
            content.Write(buffer, 0, count);
        return content.ToArray();
    }
}
