using Kiln.Engine.Cache;
using Kiln.Engine.Index;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index;

public sealed class RemoteWheelsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImpatientTime _time = new();
    private readonly byte[] _wheel = new WheelBuilder().Add("demo.py", "x = 1\n").Build();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_wheel_is_downloaded_once()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, _wheel, "Cache-Control: max-age=600"));

        var first = Get(server);
        var second = Get(server);

        Assert.Equal(["demo-1.0.dist-info/METADATA", "demo-1.0.dist-info/WHEEL", "demo.py"], first.Paths());
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Single(server.Requests);
        AssertNothingUnfinished();
    }

    [Fact]
    public void Later_the_server_is_asked_only_whether_it_changed()
    {
        using var server = new TestServer(request => request.Header("If-None-Match") is null ? TestAnswer.Of(200, _wheel, "ETag: \"one\"") : TestAnswer.Of(304, ""));

        Assert.Equal(Get(server).Sha256, Get(server).Sha256);

        Assert.Equal("\"one\"", server.Requests[1].Header("If-None-Match"));
        AssertNothingUnfinished();
    }

    [Fact]
    public void A_wheel_that_the_cache_lost_is_downloaded_again()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, _wheel, "Cache-Control: max-age=600"));
        var first = Get(server);
        Directory.Delete(first.Root.Parent.ToSystemString(), recursive: true);

        Assert.Equal(first.Sha256, Get(server).Sha256);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_wrong_hash_leaves_nothing_behind()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, _wheel, "Cache-Control: max-age=600"));

        var error = Assert.Throws<UserErrorException>(() => Get(server, new ArchiveHash("sha256", new string('0', 64))));

        Assert.Contains("none of the hashes", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles((_folder / "cache/http-v2").ToSystemString(), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories((_folder / "cache/wheels-v1").ToSystemString()));
    }

    [Fact]
    public void A_server_that_hangs_up_for_good_leaves_nothing_behind()
    {
        using var server = TestServer.Of(TestAnswer.Lying(200, _wheel[..100], _wheel.Length));

        var error = Assert.Throws<UserErrorException>(() => Get(server));

        Assert.True(error.IsUsage);
        Assert.Equal(4, server.Requests.Count);
        AssertNothingUnfinished();
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(503, true)]
    public void A_refusal_says_what_was_asked(int status, bool isUsage)
    {
        using var server = TestServer.Of(TestAnswer.Of(status, ""));

        var error = Assert.Throws<UserErrorException>(() => Get(server));

        Assert.StartsWith($"cannot fetch `{UrlOf(server)}`: the server answered {status}", error.Message, StringComparison.Ordinal);
        Assert.Equal(isUsage, error.IsUsage);
        AssertNothingUnfinished();
    }

    [Fact]
    public void What_is_no_wheel_is_refused()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, "<html>please log in</html>"));

        Assert.Contains("demo-1.0-py3-none-any.whl", Assert.Throws<UserErrorException>(() => Get(server)).Message, StringComparison.Ordinal);
        AssertNothingUnfinished();
    }

    [Theory]
    [InlineData("demo-1.0", "other", "1.0", "is by its name a wheel of `demo`, but METADATA in it says `other`")]
    [InlineData("demo-1.0", "demo", "2.0", "is by its name of version 1.0, but METADATA in it says `2.0`")]
    [InlineData("other-1.0", "demo", "1.0", "is by its name a wheel of `demo`, but the folder `other-1.0.dist-info` in it says `other`")]
    [InlineData("demo-2.0", "demo", "2.0", "is by its name of version 1.0, but the folder `demo-2.0.dist-info` in it says `2.0`")]
    public void A_wheel_of_another_name_or_version_is_refused_and_leaves_nothing_behind(string folder, string name, string version, string finding)
    {
        string[] parts = folder.Split('-');
        var wheel = new WheelBuilder(parts[0], parts[1]).Add("demo.py", "x = 1\n")
            .Add($"{folder}.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
        using var server = TestServer.Of(TestAnswer.Of(200, wheel.Build()));

        string message = Assert.Throws<UserErrorException>(() => Get(server)).Message;

        Assert.Contains($"demo-1.0-py3-none-any.whl` {finding}", message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetDirectories((_folder / "cache/wheels-v1").ToSystemString()), static path => Path.GetFileName(path) is not "known");
        AssertNothingUnfinished();
    }

    private static Uri UrlOf(TestServer server) => new(server.Url, "demo-1.0-py3-none-any.whl");

    private UnpackedWheel Get(TestServer server, params ArchiveHash[] hashes)
    {
        using var fetcher = new HttpFetcher(new HttpSettings(), new NoCredentials(), _time);
        var folder = WheelCaches.Locate(_folder / "cache");
        using var wheels = WheelCache.Open(folder);
        var remote = new RemoteWheels(fetcher, new HttpCache(folder), wheels, new RefreshRule(), _time);
        var file = RemoteFile.Named(UrlOf(server))!;
        return remote.Get([new RemoteWheelRequest(file, WheelFileName.Parse(file.FileName)) { AcceptedHashes = hashes }], new RecordingReporter(), audience: null, CancellationToken.None)[0];
    }

    private void AssertNothingUnfinished() =>
        Assert.DoesNotContain(Directory.GetDirectories((_folder / "cache/wheels-v1").ToSystemString()), static path => Path.GetFileName(path).StartsWith(".kiln-", StringComparison.Ordinal));
}
