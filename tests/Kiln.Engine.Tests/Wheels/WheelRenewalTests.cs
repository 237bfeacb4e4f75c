using Kiln.Engine.Installing;
using Kiln.Engine.Tests.Installing;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public sealed class WheelRenewalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestEnvironment _environment = new();
    private readonly RecordingReporter _reporter = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_cache_lost_before_linking_is_installed_all_the_same(bool isAllLost)
    {
        var (request, cache, wheel) = Unpack();
        using (cache)
        {
            var plan = new WheelPlanner(_environment.Target).Plan(new InstallRequest(wheel, IsRequested: true, DirectUrl: null));
            if (isAllLost)
                Directory.Delete(wheel.Root.ToString(), recursive: true);
            else
                File.Delete((wheel.Root / "demo" / "b.py").ToString());

            Install(plan, Renewal(cache, request, wheel));
        }

        Assert.Equal("a = 1\n", File.ReadAllText((_environment.Site / "demo" / "a.py").ToString()));
        Assert.Equal("b = 2\n", File.ReadAllText((_environment.Site / "demo" / "b.py").ToString()));
        Assert.Equal(["`demo-1.0-py3-none-any.whl` was damaged in the cache, and was unpacked again"], _reporter.Warnings);
    }

    [Fact]
    public void What_cannot_be_had_again_changes_nothing()
    {
        var (request, cache, wheel) = Unpack();
        using (cache)
        {
            var before = _environment.Files();
            var plan = new WheelPlanner(_environment.Target).Plan(new InstallRequest(wheel, IsRequested: true, DirectUrl: null));
            Directory.Delete(wheel.Root.ToString(), recursive: true);
            File.Delete(request.Archive.ToString());

            Assert.Throws<UserErrorException>(() => Install(plan, Renewal(cache, request, wheel)));

            Assert.Equal(before, _environment.Files());
        }
    }

    [Fact]
    public void A_file_that_is_whole_needs_no_help()
    {
        var (request, cache, wheel) = Unpack();
        using (cache)
            Assert.False(Renewal(cache, request, wheel).TryRestore(wheel.Root / "demo" / "a.py", 6));
    }

    public void Dispose()
    {
        _environment.Dispose();
        _folder.Dispose();
    }

    private (WheelRequest Request, WheelCache Cache, UnpackedWheel Wheel) Unpack()
    {
        var request = new WheelRequest(new WheelBuilder().Add("demo/a.py", "a = 1\n").Add("demo/b.py", "b = 2\n").Write(_folder));
        var cache = WheelCaches.Open(_folder);
        return (request, cache, cache.Get([request], _reporter)[0]);
    }

    private WheelRenewal Renewal(WheelCache cache, WheelRequest request, UnpackedWheel wheel) =>
        new([(wheel, () => cache.Renew(request, wheel, _reporter))], _reporter);

    private void Install(PlannedWheel plan, WheelRenewal renewal) =>
        new WheelInstaller(_environment.Target, new FileLinker(LinkMode.Hardlink, _reporter), _reporter, renewal).Change([], [plan], CancellationToken.None);
}
