using System.Security.Cryptography;
using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Index;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index;

public sealed class RemoteMetadataTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImpatientTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_lies_beside_a_wheel_is_taken_and_kept_for_good()
    {
        using var server = Serve(new SmallWheel("demo", "1.0") { Requires = ["a>1", "b ; extra == 'x'"], RequiresPython = ">=3.8" });

        for (int i = 0; i < 2; i++)
        {
            var metadata = await Find(server);
            Assert.Equal(["a>1", "b ; extra == 'x'"], metadata!.RequiresDist);
            Assert.Equal(">=3.8", metadata.RequiresPython);
            _time.Now += TimeSpan.FromDays(1000);
        }

        Assert.Equal(["/one/demo/", "/one/files/demo-1.0-py3-none-any.whl.metadata", "/one/demo/"], server.Requests.Select(static request => request.Target));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100_000, 1)]
    public async Task A_wheel_without_it_is_read_by_parts(int padding, int parts)
    {
        using var server = Serve(new SmallWheel("demo", "1.0") { Requires = ["a"], HasMetadata = false, Padding = padding });

        Assert.Equal(["a"], (await Find(server))!.RequiresDist);

        var ranges = server.Requests.Skip(1).Select(static request => request.Header("Range")).ToList();
        Assert.Equal(parts, ranges.Count);
        Assert.Equal("bytes=-16384", ranges[0]);
    }

    [Fact]
    public async Task Metadata_at_the_front_of_a_long_wheel_is_a_part_of_its_own()
    {
        byte[] wheel = new WheelBuilder()
            .Add("demo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nRequires-Dist: front\n")
            .Add("demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            .Add("padding.bin", RandomNumberGenerator.GetBytes(200_000)).Build();
        using var server = new TestServer(request => Part(wheel, request.Header("Range")!));

        var metadata = await Find(server, new RemoteFile { Link = new FileLink(server.Url, "demo-1.0-py3-none-any.whl"), FileName = "demo-1.0-py3-none-any.whl" });

        Assert.Equal(["front"], metadata!.RequiresDist);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_without_parts_leaves_nothing_but_the_whole_wheel()
    {
        using var server = new TestServer(request => SmallIndex.Answer(request, new SmallIndex("one", new SmallWheel("demo", "1.0") { HasMetadata = false }) { HasParts = false }));

        Assert.Null(await Find(server));
    }

    [Theory]
    [InlineData("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n", "that of another project, `other`")]
    [InlineData("Metadata-Version: 2.1\nName: demo\nVersion: 1.1\n", "that of another version, `1.1`")]
    [InlineData("<html>", "it has no name, or no version")]
    public async Task Metadata_of_something_else_is_told_and_not_kept(string told, string reason)
    {
        using var server = Serve(new SmallWheel("demo", "1.0") { ToldMetadata = told });

        for (int i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<UserErrorException>(() => Find(server));
            Assert.Contains($"`{server.Url}one/files/demo-1.0-py3-none-any.whl.metadata`", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metadata_has_to_have_the_hash_that_the_page_tells()
    {
        var wheel = new SmallWheel("demo", "1.0");
        using (var honest = Serve(wheel with { MetadataHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wheel.Metadata))) }))
            Assert.NotNull(await Find(honest));
        using var server = Serve(wheel with { MetadataHash = new string('0', 64) });

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Find(server));

        Assert.Contains("has not the hash that its page tells", error.Message, StringComparison.Ordinal);
    }

    private async Task<CoreMetadata?> Find(TestServer server, RemoteFile? file = null)
    {
        using var fetcher = new HttpFetcher(new HttpSettings { Retries = 0 }, new NoCredentials(), _time);
        using var cache = CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), _folder / "cache");
        var reader = new RemoteReader(fetcher, new HttpCache(cache), new RefreshRule(), _time);
        if (file is null)
        {
            var indexes = new PackageIndexes([new PackageIndex(new Uri(server.Url, "one/"))], IndexStrategy.FirstIndex, reader);
            file = (await indexes.FindAsync(PackageName.Parse("demo"), CancellationToken.None)).Pages[0].FilesAt(0)[0];
        }
        return await new RemoteMetadata(reader, fetcher).FindAsync(file, WheelFileName.Parse(file.FileName), CancellationToken.None);
    }

    private static TestAnswer Part(byte[] content, string range)
    {
        string[] ends = range["bytes=".Length..].Split('-');
        bool isTail = ends[0].Length == 0;
        int start = isTail ? content.Length - int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture) : int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture);
        int end = isTail ? content.Length : int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture) + 1;
        return TestAnswer.Of(206, content[start..end], $"Content-Range: bytes {start}-{end - 1}/{content.Length}");
    }

    private static TestServer Serve(SmallWheel wheel)
    {
        var index = new SmallIndex("one", wheel);
        return new TestServer(request => SmallIndex.Answer(request, index));
    }
}
