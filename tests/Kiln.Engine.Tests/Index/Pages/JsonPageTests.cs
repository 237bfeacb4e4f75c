using System.Text;
using System.Text.Json;
using Kiln.Engine.Index;
using Kiln.Engine.Index.Pages;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index.Pages;

public sealed class JsonPageTests
{
    private static readonly string Digest = new('a', 64);
    private static readonly Uri Page = new("https://host/simple/");

    [Fact]
    public void A_file_has_all_that_is_told()
    {
        var file = Assert.Single(Parse($$"""
            {"meta":{"api-version":"1.4","_last-serial":12},"name":"a","versions":["1.0"],"files":[{"filename":"a-1.0.whl","url":"../a-1.0.whl","size":12,
            "hashes":{"md5":"x","sha256":"{{Digest}}"},"requires-python":">=3.8","yanked":"broken","upload-time":"2024-01-02T03:04:05.678Z",
            "core-metadata":{"sha256":"{{Digest}}"},"provenance":null,"more":{"deep":[1,{"x":2}]} }]}
            """));

        Assert.Equal(("a-1.0.whl", "https://host/a-1.0.whl", 12L, ">=3.8", "broken"), (file.FileName, file.Url.AbsoluteUri, file.Size, file.RequiresPython, file.Yanked));
        Assert.Equal([new ArchiveHash("sha256", Digest)], file.Hashes);
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), file.UploadTime);
        Assert.True(file.HasCoreMetadata);
        Assert.Equal([new ArchiveHash("sha256", Digest)], file.CoreMetadataHashes);
    }

    [Theory]
    [InlineData("", false, null)]
    [InlineData(""","core-metadata":true,"yanked":true""", true, "")]
    [InlineData(""","core-metadata":false,"dist-info-metadata":true,"yanked":false""", false, null)]
    [InlineData(""","dist-info-metadata":{"sha256":"x"},"yanked":null""", true, null)]
    [InlineData(""","core-metadata":[1],"yanked":{"x":1},"size":"12","requires-python":7,"upload-time":"yesterday","hashes":[]""", false, null)]
    public void What_is_left_out_or_odd_counts_as_not_told(string more, bool hasMetadata, string? yanked)
    {
        var file = Assert.Single(Parse($$"""{"files":[{"filename":"a","url":"b"{{more}}}]}"""));

        Assert.Equal((hasMetadata, yanked), (file.HasCoreMetadata, file.Yanked));
        Assert.Null(file.RequiresPython);
        Assert.Null(file.Size);
        Assert.Null(file.UploadTime);
        Assert.Empty(file.Hashes);
    }

    [Fact]
    public void Escaped_texts_are_unescaped()
    {
        var file = Assert.Single(Parse("""{"files":[{"filename":"a\u002d1.whl","url":"x\/y","yanked":"\"no\" \u2603","requires-python":"\u003e=3"}]}"""));

        Assert.Equal(("a-1.whl", "https://host/simple/x/y", "\"no\" ☃", ">=3"), (file.FileName, file.Url.AbsoluteUri, file.Yanked, file.RequiresPython));
    }

    [Fact]
    public void Files_without_name_or_URL_are_passed_over() =>
        Assert.Equal(["good"], Parse("""{"files":[{"filename":"x"},{"url":"y"},7,["z"],{"filename":"good","url":"u"},{}]}""").Select(static file => file.FileName));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"files":7}""")]
    [InlineData("""{"files":[{"filename":"a","url":"b"},{"filen""")]
    [InlineData("""{"files":[],""")]
    [InlineData("""{"meta":{"api-version":"2.0"},"files":[]}""")]
    [InlineData("<html></html>")]
    public void What_is_no_page_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Parse(json));

    /// <summary>The files as they come back from what is kept of them.</summary>
    private static List<RemoteFile> Parse(string json)
    {
        var files = new List<RemoteFile>();
        JsonPage.Parse(Encoding.UTF8.GetBytes(json), file =>
        {
            var block = new PageBlockWriter(0);
            block.WriteFile(file);
            files.Add(new PageBlockReader(block.Written).ReadFile(Page));
        });
        return files;
    }
}
