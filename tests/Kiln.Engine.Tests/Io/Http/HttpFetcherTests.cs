using System.IO.Compression;
using System.Text;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io.Http;

public sealed class HttpFetcherTests
{
    private readonly ImpatientTime _time = new();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Packed_pages_are_unpacked(string encoding)
    {
        using var server = TestServer.Of(TestAnswer.Of(200, Packed("a page", encoding), $"Content-Encoding: {encoding}"));

        var page = await Read(server, new HttpQuery(server.Url) { IsCompressible = true });

        Assert.Equal("a page", Encoding.UTF8.GetString(page.Content));
        Assert.Contains(encoding, server.Requests[0].Header("Accept-Encoding"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Failures_that_may_pass_are_tried_again(int status)
    {
        using var server = TestServer.Of(TestAnswer.Of(status, ""), TestAnswer.Of(status, ""), TestAnswer.Of(200, "at last"));

        var page = await Read(server);

        Assert.Equal("at last", Encoding.UTF8.GetString(page.Content));
        Assert.Equal(2, _time.Pauses.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Refusals_that_stay_are_not(int status)
    {
        using var server = TestServer.Of(TestAnswer.Of(status, ""), TestAnswer.Of(200, "never"));

        Assert.Equal(status, (await Read(server)).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_pause_is_as_long_as_the_server_asks()
    {
        using var server = TestServer.Of(
            TestAnswer.Of(503, "", "Retry-After: 7"), TestAnswer.Of(429, "", $"Retry-After: {_time.Now.AddSeconds(9):R}"), TestAnswer.Of(200, ""));

        await Read(server);

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9)], _time.Pauses);
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_not_waited_for()
    {
        using var server = TestServer.Of(TestAnswer.Of(503, "", "Retry-After: 3600"));

        await Assert.ThrowsAsync<HttpFailureException>(() => Read(server));

        Assert.Single(server.Requests);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Pauses_grow_and_end()
    {
        using var server = TestServer.Of(TestAnswer.Of(500, ""));

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server));

        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(3, _time.Pauses.Count);
        Assert.Equal($"cannot fetch `{server.Url}`: the server answered 500, it failed", failure.Message);
    }

    [Fact]
    public async Task Connections_that_break_are_made_anew()
    {
        using var server = TestServer.Of(
            TestAnswer.Nothing(TestAnswerEnd.Reset), TestAnswer.Nothing(TestAnswerEnd.Close), TestAnswer.Lying(200, "half"u8.ToArray(), 8), TestAnswer.Of(200, "the whole"));

        Assert.Equal("the whole", Encoding.UTF8.GetString((await Read(server)).Content));
    }

    [Fact]
    public async Task A_silent_server_is_left()
    {
        using var server = TestServer.Of(TestAnswer.Lying(200, "half"u8.ToArray(), 8) with { End = TestAnswerEnd.Silence });
        var settings = new HttpSettings { Retries = 0, ReadTimeout = TimeSpan.FromMilliseconds(200) };

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server, settings: settings));

        Assert.Contains("the server was silent for 0.2 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using var server = new TestServer(request => TestAnswer.To(request.Target == "/" ? "/next" : "/"));

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server));

        Assert.Contains("redirects lead in a circle", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Redirects_without_end_end()
    {
        using var server = new TestServer(request => TestAnswer.To(request.Target + "x"));

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server));

        Assert.Contains("more than 20 redirects", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_told()
    {
        using var server = new TestServer(request => request.Target == "/" ? TestAnswer.To("/there") : TestAnswer.Of(200, "here"));

        Assert.Equal(new Uri(server.Url, "/there"), (await Read(server)).Url);
    }

    [Fact]
    public async Task Credentials_do_not_follow_to_another_host()
    {
        using var other = TestServer.Of(TestAnswer.Of(200, ""));
        using var server = TestServer.Of(TestAnswer.To(other.Url.AbsoluteUri));

        await Read(server, new HttpQuery(WithUser(server.Url)));

        Assert.Equal("Basic bWU6c2VjcmV0", server.Requests[0].Header("Authorization"));
        Assert.Null(other.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task Credentials_are_in_no_message()
    {
        using var server = TestServer.Of(TestAnswer.Of(404, ""));

        var page = await Read(server, new HttpQuery(WithUser(server.Url)));
        var failure = Assert.Throws<HttpFailureException>(page.ThrowIfRefused);

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains($"`{server.Url}`", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_asked_instead_of_the_host()
    {
        using var proxy = TestServer.Of(TestAnswer.Of(200, "by proxy"));
        var variables = new Dictionary<string, string> { ["http_proxy"] = proxy.Url.AbsoluteUri, ["NO_PROXY"] = "127.0.0.1" };
        var settings = new HttpSettings { Proxy = EnvironmentProxy.Read(variables.GetValueOrDefault, new ProxySettings()) };
        using var fetcher = new HttpFetcher(settings, new NoCredentials(), _time);

        var page = await fetcher.ReadAsync(new HttpQuery(new Uri("http://host.invalid/x")), CancellationToken.None);

        Assert.Equal("by proxy", Encoding.UTF8.GetString(page.Content));
        Assert.Equal("http://host.invalid/x", proxy.Requests[0].Target);
    }

    [Fact]
    public async Task Offline_asks_nothing_and_names_what_was_wanted()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, ""));

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server, settings: new HttpSettings { IsOffline = true }));

        Assert.Contains($"`{server.Url}`", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(30, "localhost", false, "is signed by an authority that is not trusted here")]
    [InlineData(-1, "localhost", true, "has expired, or is not valid yet")]
    [InlineData(30, "elsewhere.invalid", true, "is made out to another host")]
    public async Task Certificates_that_are_not_right_are_refused_at_once(int days, string host, bool trusts, string reason)
    {
        using var server = new TestServer(static _ => TestAnswer.Of(200, ""), Certificates.ForLoopback(days, host));
        var settings = new HttpSettings { Authorities = () => trusts ? [Certificates.Authority] : null };

        var failure = await Assert.ThrowsAsync<HttpFailureException>(() => Read(server, settings: settings));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Own_authorities_are_trusted_and_insecure_hosts_let_be()
    {
        using var server = new TestServer(static _ => TestAnswer.Of(200, "safe"), Certificates.ForLoopback());
        using var expired = new TestServer(static _ => TestAnswer.Of(200, "unsafe"), Certificates.ForLoopback(days: -1));

        var page = await Read(server, settings: new HttpSettings { Authorities = static () => [Certificates.Authority] });
        var other = await Read(expired, settings: new HttpSettings { InsecureHosts = ["127.0.0.1"] });

        Assert.Equal(("safe", "unsafe"), (Encoding.UTF8.GetString(page.Content), Encoding.UTF8.GetString(other.Content)));
    }

    private async Task<HttpPage> Read(TestServer server, HttpQuery? query = null, HttpSettings? settings = null)
    {
        using var fetcher = new HttpFetcher(settings ?? new HttpSettings(), new NoCredentials(), _time);
        return await fetcher.ReadAsync(query ?? new HttpQuery(server.Url), CancellationToken.None);
    }

    private static Uri WithUser(Uri url) => new UriBuilder(url) { UserName = "me", Password = "secret" }.Uri;

    private static byte[] Packed(string text, string encoding)
    {
        var bytes = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Compress),
            "deflate" => new ZLibStream(bytes, CompressionMode.Compress),
            _ => new BrotliStream(bytes, CompressionMode.Compress),
        })
            packer.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
