using System.Security.Cryptography;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io.Http;

public sealed class HttpDownloadTests : IDisposable
{
    private static readonly byte[] Whole = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(static number => $"{number} ")));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_comes_whole_with_its_hash()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, Whole));

        await AssertArrives(server);

        Assert.Equal("identity", server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_where_it_was()
    {
        using var server = new TestServer(static request => request.Header("Range") is { } range
            ? Part(int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture))
            : TestAnswer.Lying(200, Whole[..100_000], Whole.Length, "ETag: \"one\"", "Accept-Ranges: bytes"));

        await AssertArrives(server);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("bytes=100000-", server.Requests[1].Header("Range"));
        Assert.Equal("\"one\"", server.Requests[1].Header("If-Range"));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_begins_anew()
    {
        using var server = TestServer.Of(
            TestAnswer.Lying(200, new byte[1000], Whole.Length, "ETag: \"old\"", "Accept-Ranges: bytes"), TestAnswer.Of(200, Whole, "ETag: \"new\""));

        await AssertArrives(server);
    }

    [Theory]
    [InlineData("ETag: W/\"weak\"")]
    [InlineData("X-Nothing: 1")]
    public async Task Without_a_strong_validator_it_begins_anew(string header)
    {
        using var server = TestServer.Of(TestAnswer.Lying(200, Whole[..1000], Whole.Length, header, "Accept-Ranges: bytes"), TestAnswer.Of(200, Whole));

        await AssertArrives(server);

        Assert.Null(server.Requests[1].Header("Range"));
    }

    [Fact]
    public async Task Another_part_than_the_one_asked_for_is_refused()
    {
        using var server = TestServer.Of(
            TestAnswer.Lying(200, Whole[..1000], Whole.Length, "ETag: \"one\"", "Accept-Ranges: bytes"), Part(2000));

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Download(server));

        Assert.Contains("another part than it was asked for", failure.Message, StringComparison.Ordinal);
    }

    private static TestAnswer Part(int start) =>
        TestAnswer.Of(206, Whole[start..], $"Content-Range: bytes {start}-{Whole.Length - 1}/{Whole.Length}", "ETag: \"one\"", "Accept-Ranges: bytes");

    private async Task AssertArrives(TestServer server)
    {
        var arrival = await Download(server);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Whole)), arrival.Sha256);
        Assert.Equal(Whole.Length, arrival.Length);
        Assert.False(FileSystem.ReadAll(_folder / "file", out byte[] content).IsError);
        Assert.Equal(Whole, content);
    }

    private async Task<HttpArrival> Download(TestServer server)
    {
        using var fetcher = new HttpFetcher(new HttpSettings(), new NoCredentials(), new ImpatientTime());
        return await fetcher.DownloadAsync(new HttpQuery(server.Url), _folder / "file", static _ => { }, CancellationToken.None);
    }
}
