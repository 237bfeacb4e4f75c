using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Index;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Index;

public sealed class RemoteReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImpatientTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_that_is_still_good_is_not_asked_for()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "first", "Cache-Control: max-age=600"), TestAnswer.Of(200, "second"));

        Assert.Equal("first", await Read(server));
        _time.Now += TimeSpan.FromSeconds(599);
        Assert.Equal("first", await Read(server));
        _time.Now += TimeSpan.FromSeconds(2);
        Assert.Equal("second", await Read(server));
    }

    [Theory]
    [InlineData("Cache-Control: max-age=600", "Age: 600")]
    [InlineData("Cache-Control: no-cache, max-age=600", "X: 1")]
    [InlineData("Cache-Control: max-age=0", "X: 1")]
    [InlineData("X: 1", "Last-Modified: Sat, 21 Nov 2020 03:22:08 GMT")]
    public async Task Others_are_asked_for_each_time(string header, string other)
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "first", header, other), TestAnswer.Of(200, "second"));

        Assert.Equal(("first", "second"), (await Read(server), await Read(server)));
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var server = new TestServer(static request => request.Header("If-None-Match") == "\"one\""
            ? TestAnswer.Of(304, "", "Cache-Control: max-age=60") : TestAnswer.Of(200, "page", "ETag: \"one\""));

        for (int i = 0; i < 3; i++)
            Assert.Equal("page", await Read(server));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_must_not_be_kept_is_not()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "first", "Cache-Control: no-store", "ETag: \"one\""), TestAnswer.Of(200, "second"));

        await Read(server);
        await Read(server);

        Assert.Null(server.Requests[1].Header("If-None-Match"));
    }

    [Fact]
    public async Task Refresh_asks_all_the_same()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "first", "Cache-Control: max-age=600"), TestAnswer.Of(200, "second"));

        await Read(server);

        Assert.Equal("second", await Read(server, refresh: new RefreshRule { All = true }));
        Assert.Equal("no-cache", server.Requests[1].Header("Cache-Control"));
    }

    [Fact]
    public async Task Offline_takes_what_is_there_however_old()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "first"));
        await Read(server);
        _time.Now += TimeSpan.FromDays(400);

        Assert.Equal("first", await Read(server, new HttpSettings { IsOffline = true }));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task No_password_is_kept()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "page"));
        using var fetcher = new HttpFetcher(new HttpSettings(), new NoCredentials(), _time);
        var url = new UriBuilder(server.Url) { UserName = "me", Password = "secret" }.Uri;

        await Reader(fetcher, new RefreshRule()).ReadAsync(new RemoteQuestion(url, "text/html"), CancellationToken.None);

        string[] files = Directory.GetFiles((_folder / "cache/http-v2").ToSystemString(), "*", SearchOption.AllDirectories);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(File.ReadAllBytes(Assert.Single(files))), StringComparison.Ordinal);
    }

    private async Task<string> Read(TestServer server, HttpSettings? settings = null, RefreshRule? refresh = null)
    {
        using var fetcher = new HttpFetcher(settings ?? new HttpSettings(), new NoCredentials(), _time);
        var page = await Reader(fetcher, refresh ?? new RefreshRule()).ReadAsync(new RemoteQuestion(server.Url, "text/html"), CancellationToken.None);
        return Encoding.UTF8.GetString(page.Content.Span);
    }

    private RemoteReader Reader(HttpFetcher fetcher, RefreshRule refresh) => new(fetcher, new HttpCache(WheelCaches.Locate(_folder / "cache")), refresh, _time);
}
