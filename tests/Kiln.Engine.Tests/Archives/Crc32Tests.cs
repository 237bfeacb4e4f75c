using Kiln.Engine.Archives;

namespace Kiln.Engine.Tests.Archives;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 0xe8b7be43u)]
    [InlineData("123456789", 0xcbf43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414fa339u)]
    public void Known_values(string text, uint expected) => Assert.Equal(expected, Crc32.Update(0, System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Pieces_of_any_length_add_up()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        uint whole = Crc32.Update(0, bytes);
        for (int cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(whole, Crc32.Update(Crc32.Update(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }
}
