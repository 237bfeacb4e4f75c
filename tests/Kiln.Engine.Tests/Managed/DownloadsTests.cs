using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Engine.Tests.Managed;

public class DownloadsTests
{
    private static readonly PythonPlatform Linux = new("linux", "x86_64", "gnu");

    [Theory]
    [InlineData("3.12", "linux-x86_64-gnu", @"^cpython-3\.12\.\d+-linux-x86_64-gnu$")]
    [InlineData("3.12.1", "linux-x86_64-gnu", @"^cpython-3\.12\.1-linux-x86_64-gnu$")]
    [InlineData("any", "linux-x86_64-gnu", @"^cpython-3\.\d+\.\d+-linux-x86_64-gnu$")]
    [InlineData(">=3.11,<3.13", "linux-aarch64-musl", @"^cpython-3\.12\.\d+-linux-aarch64-musl$")]
    [InlineData("3.13t", "macos-aarch64-none", @"^cpython-3\.13\.\d+\+freethreaded-macos-aarch64-none$")]
    [InlineData("pypy3.10", "linux-x86_64-gnu", @"^pypy-3\.10\.\d+-linux-x86_64-gnu$")]
    [InlineData("graalpy", "windows-x86_64-none", @"^graalpy-3\.\d+\.\d+-windows-x86_64-none$")]
    [InlineData("cpython-3.9-windows-x86_64-none", "linux-x86_64-gnu", @"^cpython-3\.9\.\d+-windows-x86_64-none$")]
    [InlineData("cpython-3.13.0-linux-x86_64_v3-gnu", "linux-x86_64-gnu", @"^cpython-3\.13\.0-linux-x86_64_v3-gnu$")]
    [InlineData("3.12.3", "linux-armv7-gnueabihf", @"^cpython-3\.12\.3-linux-armv7-gnueabihf$")]
    [InlineData("3.15.0rc1", "linux-x86_64-gnu", @"^cpython-3\.15\.0rc1-linux-x86_64-gnu$")]
    [InlineData("pyodide", "linux-x86_64-gnu", @"^pyodide-3\.\d+\.\d+-emscripten-wasm32-musl$")]
    public void The_built_in_list_has_what_a_request_wants(string text, string machine, string key)
    {
        string[] parts = machine.Split('-');
        var found = PythonDownloads.BuiltIn.Find(Request(text), new PythonPlatform(parts[0], parts[1], parts[2]));
        Assert.Matches(key, found!.Key.ToString());
        Assert.StartsWith("https://", found.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("{", found.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_build_of_the_list_is_there_once_and_nearly_all_with_a_hash()
    {
        var all = PythonDownloads.BuiltIn.All;
        Assert.InRange(all.Count, 3000, 6000);
        Assert.Equal(all.Count, all.Select(each => each.Key).Distinct().Count());
        Assert.All(all, each => Assert.True(PythonKey.TryParse(each.Key.ToString(), out var parsed) && parsed == each.Key, each.Key.ToString()));
        Assert.InRange(all.Count(each => each.Sha256 is null), 0, 5);
        Assert.All(all.Where(each => each.Sha256 is not null), each => Assert.Equal(64, each.Sha256!.Length));
    }

    [Fact]
    public void A_list_in_the_form_of_uv_is_read_and_what_is_unknown_in_it_passed_over()
    {
        var downloads = Parse("""
            {"a": {"name": "cpython", "arch": {"family": "x86_64", "variant": "v3"}, "os": "linux", "libc": "gnu", "major": 3, "minor": 12, "patch": 1, "prerelease": "", "url": "https://example.com/a%2Bb.tar.gz", "sha256": "AB", "variant": null, "build": "20240107"},
             "b": {"name": "cpython", "arch": {"family": "aarch64", "variant": null}, "os": "darwin", "libc": "none", "major": 3, "minor": 13, "patch": 0, "prerelease": "rc2", "url": "u", "sha256": null, "variant": "freethreaded"},
             "c": {"name": "cpython", "arch": {"family": "vax", "variant": null}, "os": "linux", "libc": "gnu", "major": 3, "minor": 12, "patch": 1, "prerelease": "", "url": "u", "sha256": null, "variant": null}}
            """);
        Assert.Equal(["cpython-3.13.0rc2+freethreaded-macos-aarch64-none", "cpython-3.12.1-linux-x86_64_v3-gnu"], downloads.All.Select(each => each.Key.ToString()));
        Assert.Equal(("ab", "20240107", "a-b.tar.gz"), (downloads.All[1].Sha256, downloads.All[1].Build, downloads.All[1].FileName));
    }

    [Theory]
    [InlineData("[]", "it is no object")]
    [InlineData("{", "it is no JSON (line 1)")]
    [InlineData("{\"version\": 2}", "a form that this version of Kiln does not know")]
    [InlineData("{\"a\": {\"name\": \"cpython\"}}", "`a` has no `")]
    public void A_list_of_another_form_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<UserErrorException>(() => Parse(json)).Message.Replace("is of a form", "a form", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void Prereleases_are_taken_where_there_is_nothing_else()
    {
        var downloads = new PythonDownloads([Download("3.14.0rc1"), Download("3.13.2"), Download("3.13.10")]);
        Assert.Equal("3.13.10", downloads.Find(PythonRequest.Any, Linux)!.Key.Version.ToString());
        Assert.Equal("3.14.0rc1", downloads.Find(PythonRequest.Any, Linux, admitsPrereleases: true)!.Key.Version.ToString());
        Assert.Equal("3.14.0rc1", downloads.Find(Request("3.14"), Linux)!.Key.Version.ToString());
        Assert.Null(downloads.Find(Request("3.14.0rc2"), Linux));
        Assert.Null(downloads.Find(Request("3.13"), new PythonPlatform("linux", "x86_64", "musl")));
    }

    [Fact]
    public void A_mirror_takes_the_place_of_the_makers_server()
    {
        var download = new PythonDownload(Download("3.12.1").Key, "https://github.com/astral-sh/python-build-standalone/releases/download/20240107/a.tar.gz");
        Assert.Equal("https://example.com/m/20240107/a.tar.gz", new DownloadMirrors { CPython = "https://example.com/m/" }.UrlOf(download));
        Assert.Equal(download.Url, new DownloadMirrors { PyPy = "https://example.com/m/" }.UrlOf(download));
        Assert.Throws<UserErrorException>(() => new DownloadMirrors { CPython = "https://example.com" }.UrlOf(download with { Url = "https://example.org/a.tar.gz" }));
    }

    [Fact]
    public void The_mirror_of_everything_is_for_CPython_only_and_stands_behind_its_own()
    {
        var download = new PythonDownload(Download("3.12.1").Key, "https://github.com/astral-sh/python-build-standalone/releases/download/20240107/a.tar.gz");
        var mirrors = new DownloadMirrors { Astral = "https://example.com/uv/" };
        Assert.Equal("https://example.com/uv/github/python-build-standalone/releases/download/20240107/a.tar.gz", mirrors.UrlOf(download));
        Assert.Equal("https://example.com/m/20240107/a.tar.gz", (mirrors with { CPython = "https://example.com/m" }).UrlOf(download));
        Assert.Equal("https://example.org/a.tar.gz", mirrors.UrlOf(download with { Url = "https://example.org/a.tar.gz" }));
        Assert.Equal("https://example.org/p.tar.gz", mirrors.UrlOf(new PythonDownload(download.Key with { Implementation = "pypy" }, "https://example.org/p.tar.gz")));
    }

    [Fact]
    public void Builds_that_are_held_fast_are_the_only_ones_of_their_implementation()
    {
        var all = new PythonDownloads([Download("3.12.1") with { Build = "20240107" }, Download("3.12.2") with { Build = "20240224" }]);
        Assert.Equal("3.12.2", Find("", ""));
        Assert.Equal("3.12.1", Find("UV_PYTHON_CPYTHON_BUILD", " 20240107 "));
        Assert.Equal("3.12.2", Find("KILN_PYTHON_PYPY_BUILD", "7.3.15"));
        Assert.Null(Find("KILN_PYTHON_CPYTHON_BUILD", "20250101"));

        string? Find(string variable, string value) =>
            all.Of(new BuildPins(new Surroundings(new Dictionary<string, string> { [variable] = value }, FsPath.From("/")))).Find(Request("3.12"), Linux)?.Key.Version.ToString();
    }

    [Theory]
    [InlineData("a.tar.gz", true, PythonArchiveKind.TarGz)]
    [InlineData("a.TGZ", false, PythonArchiveKind.TarGz)]
    [InlineData("a.zip", false, PythonArchiveKind.Zip)]
    [InlineData("a%2Bdebug-full.tar.zst", true, PythonArchiveKind.TarZst)]
    internal void An_archive_is_unpacked_by_its_name(string name, bool hasZstandard, PythonArchiveKind kind) =>
        Assert.Equal(kind, PythonArchive.KindOf(Download("3.12.1") with { Url = "https://example.com/" + name }, hasZstandard));

    [Theory]
    [InlineData("a.tar.zst", false, "this system has no `libzstd")]
    [InlineData("a.tar.xz", true, "Kiln unpacks `.tar.gz`, `.tar.zst` and `.zip`")]
    public void An_archive_that_cannot_be_unpacked_is_said_before_it_is_downloaded(string name, bool hasZstandard, string reason) =>
        Assert.Contains(reason, Assert.Throws<UserErrorException>(() => PythonArchive.KindOf(Download("3.12.1") with { Url = "https://example.com/" + name }, hasZstandard)).Message, StringComparison.Ordinal);

    private static PythonDownloads Parse(string json) => PythonDownloads.Parse(Encoding.UTF8.GetBytes(json), "list.json");

    private static PythonDownload Download(string version) =>
        new(PythonVersion.TryParse(version, out var parsed) ? new PythonKey("cpython", parsed, "", Linux) : throw new ArgumentException(version), "https://example.com/x.tar.gz");

    private static PythonRequest Request(string text) => PythonRequestParser.Parse(text, new Surroundings(new Dictionary<string, string>(), FsPath.From("/no/such/folder")));
}
