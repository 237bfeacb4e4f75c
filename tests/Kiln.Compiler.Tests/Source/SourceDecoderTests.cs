using System.Text;
using Kiln.Compiler.Source;

namespace Kiln.Compiler.Tests.Source;

public sealed class SourceDecoderTests
{
    [Theory]
    [InlineData("x\n", "x\n")]
    [InlineData("x", "x\n")]
    [InlineData("x\r\ny\rz\n\r", "x\ny\nz\n\n")]
    [InlineData("\uFEFFé", "é\n")]
    [InlineData("# coding: utf8\n'é'", "# coding: utf8\n'é'\n")]
    [InlineData("", "")]
    public void Text_is_UTF8_with_one_kind_of_newline(string file, string expected) =>
        Assert.Equal(expected, Decode(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public void Latin1_becomes_UTF8() =>
        Assert.Equal("# coding: latin-1\n'é'\n", Decode(Encoding.Latin1.GetBytes("# coding: latin-1\n'é'")));

    [Theory]
    [InlineData("x\0\n", RejectReason.SyntaxError)]
    [InlineData("# coding: cp1252\n", RejectReason.OtherEncoding)]
    [InlineData("# coding: ascii\n'é'\n", RejectReason.Undecodable)]
    [InlineData("\uFEFF# coding: utf8\n", RejectReason.Undecodable)]
    public void Other_bytes_are_rejected(string file, RejectReason reason) =>
        Assert.Equal(reason, SourceDecoder.Decode(Encoding.UTF8.GetBytes(file), new SourceText()).Reason);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_rejected() =>
        Assert.Equal(RejectReason.Undecodable, SourceDecoder.Decode([(byte)'#', 0xFF, (byte)'\n'], new SourceText()).Reason);

    private static string Decode(byte[] file)
    {
        SourceText text = new();
        Assert.True(SourceDecoder.Decode(file, text).IsNone);
        return Encoding.UTF8.GetString(text.Bytes, 0, text.SourceLength);
    }
}
