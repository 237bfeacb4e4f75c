using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary><c>--outdated</c> of <c>pip list</c> and <c>pip tree</c>, beside uv's.</summary>
public sealed class OutdatedTests : IDisposable
{
    private static readonly SmallIndex Index = new("simple",
        new SmallWheel("lonely", "1.0"), new SmallWheel("lonely", "2.0"), new SmallWheel("lonely", "3.0") { Yanked = "broken" }, new SmallWheel("lonely", "4.0a1"),
        new SmallWheel("lonely", "5.0") { RequiresPython = ">=3.99" }, new SmallWheel("lonely", "6.0") { Tag = "cp312-cp312-win_amd64" });

    private readonly Workplace _place = new();
    private readonly TestServer _server = new(static request => SmallIndex.Answer(request, Index));

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    [UvTheory]
    [InlineData("pip list --outdated")]
    [InlineData("pip list --outdated --format json")]
    [InlineData("pip list --outdated --format freeze")]
    [InlineData("pip list --outdated --exclude lonely")]
    [InlineData("pip tree --outdated")]
    public void Newer_versions_are_told_as_uv_tells_them(string line)
    {
        string[] words = [.. line.Split(' '), "-p", Path.Combine(_place.Folder, "env"), "--default-index", $"{_server.Url}simple/"];

        var theirs = _place.Theirs(words);
        var ours = _place.Ours(words);

        Assert.Equal((theirs.ExitCode, theirs.Data), (ours.ExitCode, ours.Data));
    }
}
