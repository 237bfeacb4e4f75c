using Kiln.Engine.Cache;
using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Resolution;

public sealed class IndexSourceTests : IDisposable
{
    private static readonly PackageName Demo = PackageName.Parse("demo");

    private readonly TempFolder _folder = new();
    private readonly ImpatientTime _time = new();
    private readonly RecordingReporter _reporter = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_expected_is_asked_for_once()
    {
        using var server = Serve(new SmallIndex("one", new SmallWheel("demo", "1.0"), new SmallWheel("demo", "2.0") { Requires = ["a"] }));

        With(server, IndexStrategy.FirstIndex, [], ["one"], source =>
        {
            source.Expect(Demo, static project => project.Versions[0].Wheels[0]);
            var project = source.Find(Demo);
            source.Expect([project.Versions[0].Wheels[0]]);
            Assert.Equal(["a"], source.MetadataOf(project.Versions[0].Wheels[0]).RequiresDist);
            Assert.Same(project, source.Find(Demo));
        });

        Assert.Equal(["/one/demo/", "/one/files/demo-2.0-py3-none-any.whl.metadata"], server.Requests.Select(static request => request.Target));
    }

    [Fact]
    public void What_is_only_expected_may_fail()
    {
        using var server = new TestServer(static request => request.Target.Contains("broken", StringComparison.Ordinal) ? TestAnswer.Of(500, "") : TestAnswer.Of(404, ""));

        With(server, IndexStrategy.FirstIndex, [], ["one"], source =>
        {
            source.Expect(PackageName.Parse("broken"), static _ => throw new InvalidOperationException("must not be asked"));
            Assert.Empty(source.Find(Demo).Versions);
            var error = Assert.Throws<UserErrorException>(() => source.Find(PackageName.Parse("broken")));
            Assert.Contains($"{server.Url}one/broken/", error.Message, StringComparison.Ordinal);
            Assert.True(error.IsUsage);
        });
    }

    [Theory]
    [InlineData(IndexStrategy.FirstIndex, "2.0 1.5 1.0", "2.0:0 1.5:0 1.0:0")]
    [InlineData(IndexStrategy.UnsafeBestMatch, "3.0 2.0 1.5 1.0", "3.0:0 2.0:0 1.5:0 1.0:0")]
    [InlineData(IndexStrategy.UnsafeFirstMatch, "3.0 2.0 1.5 1.0", "3.0:1 2.0:0 1.5:0 1.0:0")]
    public void Links_and_indexes_are_brought_together(IndexStrategy strategy, string versions, string turns)
    {
        _ = new WheelBuilder("demo", "1.5").Add("demo.py", "").Write(_folder);
        using var server = Serve(
            new SmallIndex("one", new SmallWheel("demo", "1.0"), new SmallWheel("demo", "2.0")), new SmallIndex("two", new SmallWheel("demo", "3.0"), new SmallWheel("demo", "2.0")));

        With(server, strategy, [FileLocation.Parse(".", _folder.Path)], ["one", "two"], source =>
        {
            var project = source.Find(Demo);
            Assert.Equal(versions, string.Join(' ', project.Versions.Select(static version => version.Version)));
            Assert.Equal(turns, string.Join(' ', project.Versions.Select(static version => $"{version.Version}:{version.Turn}")));
        });
    }

    [Fact]
    public void Sources_are_told_beside_wheels()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, """{"files":[{"filename":"demo-1.0.tar.gz","url":"a"},{"filename":"demo-2.0-py3-none-any.whl","url":"b"},{"filename":"demo-2.0.zip","url":"c"}]}""", SmallIndex.PageType));

        With(server, IndexStrategy.FirstIndex, [], ["one"], source => Assert.Equal(
            ["2.0 1 1", "1.0 0 1"], source.Find(Demo).Versions.Select(static version => $"{version.Version} {version.Wheels.Count} {version.Sources.Count}")));
    }

    [Fact]
    public void Without_any_place_that_is_told()
    {
        using var server = Serve();

        With(server, IndexStrategy.FirstIndex, [], [], source => Assert.StartsWith("is nowhere to be found", source.Find(Demo).Absence, StringComparison.Ordinal));
        With(server, IndexStrategy.FirstIndex, [FileLocation.Parse(".", _folder.Path)], ["one"], source =>
            Assert.Equal($"does not lie in `.`, and is not on `{server.Url}one/`", source.Find(Demo).Absence));
    }

    [Fact]
    public void Of_wheels_whose_hash_is_asked_for_others_are_left_out()
    {
        var wanted = new SmallWheel("demo", "1.0") { Tag = "py2.py3-none-any" };
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(wanted.Build()));
        using var server = Serve(new SmallIndex("one", new SmallWheel("demo", "1.0"), wanted));

        With(server, IndexStrategy.FirstIndex, [], ["one"], source => Assert.Equal(wanted.FileName, Assert.Single(source.Find(Demo).Versions[0].Wheels).FileName.Text), new ArchiveHash("sha256", hash));
        With(server, IndexStrategy.FirstIndex, [], ["one"], source => Assert.Equal(2, source.Find(Demo).Versions[0].Wheels.Count), new ArchiveHash("sha256", new string('0', 64)));
    }

    [Fact]
    public void A_wheel_whose_metadata_only_it_has_is_fetched_for_it_once()
    {
        using var server = new TestServer(request => SmallIndex.Answer(request, new SmallIndex("one", new SmallWheel("demo", "1.0") { HasMetadata = false, Requires = ["a"] }) { HasParts = false }));

        With(server, IndexStrategy.FirstIndex, [], ["one"], source =>
        {
            var wheel = source.Find(Demo).Versions[0].Wheels[0];
            Assert.Equal(["a"], source.MetadataOf(wheel).RequiresDist);
            Assert.Equal("1.0", source.Unpack([wheel])[0].Metadata.Version);
        });

        Assert.Equal(1, server.Requests.Count(static request => request.Header("Range") is null && request.Target.EndsWith(".whl", StringComparison.Ordinal)));
    }

    private void With(TestServer server, IndexStrategy strategy, IReadOnlyList<FileLocation> links, string[] folders, Action<IndexSource> act, params ArchiveHash[] hashes)
    {
        var surroundings = new Surroundings(new Dictionary<string, string>(), _folder.Path);
        using var cache = CacheFolder.Locate(surroundings, _folder / "cache");
        using var network = Network.Open(new NetworkOptions { Retries = 0 }, new RefreshRule(), surroundings, cache, _time);
        using var wheels = WheelCache.Open(cache);
        var supply = new WheelSupply(_ => hashes, wheels, network.WheelsIn(wheels), _reporter);
        var places = folders.Select(folder => new PackageIndex(new Uri(server.Url, $"{folder}/"))).ToList();
        using var source = new IndexSource(network.FindLinks(links, CancellationToken.None), network.IndexesAt(places, strategy), network.Metadata, supply);
        act(source);
    }

    private static TestServer Serve(params SmallIndex[] indexes) => new(request => SmallIndex.Answer(request, indexes));
}
