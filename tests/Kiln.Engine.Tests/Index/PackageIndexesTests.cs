using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Index;

public sealed class PackageIndexesTests : IDisposable
{
    private static readonly PackageName Demo = PackageName.Parse("demo");

    private readonly TempFolder _folder = new();
    private readonly ImpatientTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(IndexStrategy.FirstIndex, 1, "1.0")]
    [InlineData(IndexStrategy.UnsafeFirstMatch, 2, "1.0 2.0")]
    [InlineData(IndexStrategy.UnsafeBestMatch, 2, "1.0 2.0")]
    public async Task The_first_index_that_has_a_project_is_the_only_one_unless_told_otherwise(IndexStrategy strategy, int pages, string versions)
    {
        using var server = Serve(new SmallIndex("zero"), new SmallIndex("one", new SmallWheel("demo", "1.0")), new SmallIndex("two", new SmallWheel("demo", "2.0")));

        var answer = await Find(strategy, new Uri(server.Url, "zero/"), new Uri(server.Url, "one/"), new Uri(server.Url, "two/"));

        Assert.Equal(pages, answer.Pages.Count);
        Assert.Equal(versions, string.Join(' ', answer.Pages.Select(static page => page.VersionAt(0))));
    }

    [Fact]
    public async Task Where_an_index_refuses_to_tell_no_later_one_is_asked()
    {
        using var server = new TestServer(static request => request.Target.StartsWith("/secret", StringComparison.Ordinal) ? TestAnswer.Of(401, "") : TestAnswer.Of(500, ""));

        var answer = await Find(IndexStrategy.FirstIndex, new Uri(server.Url, "secret/"), new Uri(server.Url, "two/"));

        Assert.False(answer.IsFound);
        Assert.Contains("the server answered 401", answer.Absence, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_page_is_asked_for_in_both_forms_and_kept()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "<a href='../demo-1.0-py3-none-any.whl#sha256=00' data-yanked>x</a>", "Content-Type: text/html; charset=utf-8", "Cache-Control: max-age=600"));
        var place = new Uri(server.Url, "simple/");

        var first = await Find(IndexStrategy.FirstIndex, place);
        var second = await Find(IndexStrategy.FirstIndex, place);

        Assert.StartsWith("application/vnd.pypi.simple.v1+json", Assert.Single(server.Requests).Header("Accept"), StringComparison.Ordinal);
        Assert.Equal("/simple/demo/", server.Requests[0].Target);
        foreach (var page in (Engine.Index.Pages.ProjectPage[])[first.Pages[0], second.Pages[0]])
        {
            var file = Assert.Single(page.FilesAt(0));
            Assert.Equal(($"{server.Url}simple/demo-1.0-py3-none-any.whl", ""), (file.Url.AbsoluteUri, file.Yanked));
        }
    }

    [Theory]
    [InlineData("""{"files":[{"filename":"demo-1.0-py3""", SmallIndex.PageType, "its JSON is broken or cut off in line 1")]
    [InlineData("""{"meta":{"api-version":"2.0"},"files":[]}""", SmallIndex.PageType, "version 2.0 of the simple API")]
    [InlineData("hello", "Content-Type: text/plain", "it is of the kind `text/plain`")]
    [InlineData("hello", "X: 1", "neither JSON nor HTML")]
    public async Task A_broken_page_is_told_with_its_project_and_place_and_not_kept(string content, string header, string reason)
    {
        using var server = TestServer.Of(TestAnswer.Of(200, content, header, "Cache-Control: max-age=600"));

        for (int i = 1; i <= 2; i++)
        {
            var error = await Assert.ThrowsAsync<UserErrorException>(() => Find(IndexStrategy.FirstIndex, server.Url));
            Assert.StartsWith($"the page of `demo` at `{server.Url}demo/` cannot be read: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.Equal(i, server.Requests.Count);
        }
    }

    [Fact]
    public async Task The_page_of_another_project_is_an_empty_one()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, """{"files":[{"filename":"other-1.0-py3-none-any.whl","url":"x"}]}""", SmallIndex.PageType));

        Assert.Equal(0, Assert.Single((await Find(IndexStrategy.FirstIndex, server.Url)).Pages).Count);
    }

    [Fact]
    public async Task A_page_of_fifty_megabytes_is_read()
    {
        var page = new StringBuilder("""{"meta":{"api-version":"1.1"},"files":[""");
        string digest = new('0', 64);
        int count = 0;
        for (; page.Length < 50_000_000; count++)
            page.Append($$"""{"filename":"demo-1.{{count}}-py3-none-any.whl","url":"https://localhost/packages/{{digest}}/demo-1.{{count}}-py3-none-any.whl","hashes":{"sha256":"{{digest}}"},"upload-time":"2024-01-02T03:04:05.678901Z"},""");
        page.Length--;
        using var server = TestServer.Of(TestAnswer.Of(200, page.Append("]}").ToString(), SmallIndex.PageType));

        var read = Assert.Single((await Find(IndexStrategy.FirstIndex, server.Url)).Pages);

        Assert.Equal(count, read.Count);
        Assert.Equal($"1.{count - 1}", read.VersionAt(0).ToString());
    }

    [Fact]
    public async Task A_folder_is_an_index_too()
    {
        Directory.CreateDirectory((_folder / "listed" / "demo").ToSystemString());
        File.WriteAllText((_folder / "listed" / "demo" / "index.html").ToSystemString(), "<a href='../../pool/demo-2.0-py3-none-any.whl'>x</a>");
        Directory.CreateDirectory((_folder / "plain" / "demo").ToSystemString());
        File.WriteAllText((_folder / "plain" / "demo" / "demo-1.0-py3-none-any.whl").ToSystemString(), "");

        var answer = await Find(IndexStrategy.UnsafeBestMatch, Place("empty"), Place("listed"), Place("plain"));

        Assert.Equal([FileUrl.FromPath(_folder / "pool" / "demo-2.0-py3-none-any.whl"), FileUrl.FromPath(_folder / "plain" / "demo" / "demo-1.0-py3-none-any.whl")],
            answer.Pages.Select(static page => page.FilesAt(0)[0].Url.AbsoluteUri));

        Uri Place(string name) => new(FileUrl.FromPath(_folder / name) + "/");
    }

    [Theory]
    [InlineData("http://localhost/simple", null, "http://localhost/simple/")]
    [InlineData("inner=http://localhost/simple/", "inner", "http://localhost/simple/")]
    [InlineData("my-inner=http://localhost/simple", "my-inner", "http://me:it%2Fs@localhost/simple/")]
    [InlineData("my-inner=http://you:1@localhost/simple", "my-inner", "http://you:1@localhost/simple/")]
    [InlineData("http://localhost/simple?a=b", null, "http://localhost/simple/?a=b")]
    [InlineData("wheels", null, "file:///here/wheels/")]
    public void An_index_is_a_URL_or_path_maybe_with_a_name(string text, string? name, string url)
    {
        var variables = new Dictionary<string, string> { ["UV_INDEX_MY_INNER_USERNAME"] = "me", ["KILN_INDEX_MY_INNER_PASSWORD"] = "it/s" };

        var index = PackageIndex.Parse(text, new Surroundings(variables, FsPath.From("/here")));

        Assert.Equal((name, url), (index.Name, index.Url.AbsoluteUri));
        Assert.DoesNotContain("it", index.ToString(), StringComparison.Ordinal);
    }

    private async Task<IndexAnswer> Find(IndexStrategy strategy, params Uri[] places)
    {
        using var fetcher = new HttpFetcher(new HttpSettings { Retries = 0 }, new NoCredentials(), _time);
        using var cache = CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), _folder / "cache");
        var reader = new RemoteReader(fetcher, new HttpCache(cache), new RefreshRule(), _time);
        return await new PackageIndexes([.. places.Select(static place => new PackageIndex(place))], strategy, reader).FindAsync(Demo, CancellationToken.None);
    }

    private static TestServer Serve(params SmallIndex[] indexes) => new(request => SmallIndex.Answer(request, indexes));
}
