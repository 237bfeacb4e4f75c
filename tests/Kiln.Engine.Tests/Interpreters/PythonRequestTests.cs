using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Interpreters;

public class PythonRequestTests
{
    private static readonly Surroundings Nowhere = new(new Dictionary<string, string>(), FsPath.From("/no/such/folder"));

    [Theory]
    [InlineData("3.12", null, "3.12", "")]
    [InlineData("312", null, "3.12", "312")]
    [InlineData("3", null, "3", "")]
    [InlineData(">=3.10,<3.13", null, ">=3.10,<3.13", "")]
    [InlineData("python3.11", null, "3.11", "")]
    [InlineData("Python3", null, "3", "")]
    [InlineData("cpython", "cpython", null, "")]
    [InlineData("cpython@3.12", "cpython", "3.12", "")]
    [InlineData("cp312", "cpython", "3.12", "312")]
    [InlineData("pypy3.10", "pypy", "3.10", "")]
    [InlineData("pypy@>=3.9", "pypy", ">=3.9", "")]
    [InlineData("PyPy", "pypy", null, "")]
    public void Versions_and_implementations_are_recognized(string text, string? implementation, string? versions, string asWritten)
    {
        var request = Parse(text);
        Assert.Equal(implementation, request.Implementation);
        Assert.Equal(asWritten.Length > 0 ? asWritten : versions, request.Versions?.Text);
        Assert.True(versions is null || request.Versions!.Minor == (ReleaseRange.TryParse(versions, out var range) ? range.Minor : null));
        Assert.True(request.IsConstraint && request.Path is null && request.ExecutableName is null);
    }

    [Theory]
    [InlineData("3.13t", true, false)]
    [InlineData("3.13td", true, true)]
    [InlineData("3.12d", false, true)]
    [InlineData("3.13+freethreaded", true, false)]
    [InlineData("cpython3.13+freethreaded+debug", true, true)]
    [InlineData("3.13", false, false)]
    public void Variants_are_recognized(string text, bool isFreeThreaded, bool isDebug)
    {
        var request = Parse(text);
        Assert.Equal((isFreeThreaded, isDebug), (request.IsFreeThreaded, request.IsDebug));
        Assert.NotNull(request.Versions?.Minor);
    }

    [Fact]
    public void Keys_of_managed_Pythons_are_recognized()
    {
        var request = Parse("cpython-3.13.1+freethreaded-linux-x86_64-gnu");
        Assert.Equal(("cpython", "3.13.1", true), (request.Implementation, request.Versions?.Text, request.IsFreeThreaded));
        Assert.Equal(("linux", "x86_64", "gnu"), (request.System, request.Architecture, request.CLibrary));
        Assert.Null(Parse("cpython-3.13").System);
    }

    [Theory]
    [InlineData("cpython-any-linux", "cpython", null, "linux", null, null)]
    [InlineData("3.12-aarch64", null, "3.12", null, "aarch64", null)]
    [InlineData("any-3.12-macos-arm64", null, "3.12", "macos", "aarch64", null)]
    [InlineData("pypy-3.10-windows", "pypy", "3.10", "windows", null, null)]
    [InlineData("cpython-3.12-linux-x86_64_v3-musl", "cpython", "3.12", "linux", "x86_64_v3", "musl")]
    public void Parts_of_keys_may_be_left_out(string text, string? implementation, string? versions, string? system, string? architecture, string? library)
    {
        var request = Parse(text);
        Assert.Equal((implementation, versions), (request.Implementation, request.Versions?.Text));
        Assert.Equal((system, architecture, library), (request.System, request.Architecture, request.CLibrary));
    }

    [Theory]
    [InlineData("3.15.0rc1", "3.15.0", "candidate", 1, false)]
    [InlineData("3.15b2", "3.15", "beta", 2, false)]
    [InlineData("cpython-3.14.0a3+freethreaded", "3.14.0", "alpha", 3, true)]
    public void Prereleases_can_be_asked_for(string text, string versions, string level, int serial, bool isFreeThreaded)
    {
        var request = Parse(text);
        Assert.Equal((versions, (level, serial), isFreeThreaded), (request.Versions!.Text, request.Prerelease!.Value, request.IsFreeThreaded));
    }

    [Theory]
    [InlineData("mypython")]
    [InlineData("python3.12.1.1")]
    [InlineData("cpython-3.13-linux-x86_64-gnu-more")]
    [InlineData("3.13x")]
    [InlineData("~=3")]
    public void Anything_else_is_the_name_of_an_executable(string text) => Assert.Equal(text, Parse(text).ExecutableName);

    [Theory]
    [InlineData("bin/python3.12", "/no/such/folder/bin/python3.12")]
    [InlineData("/usr/bin/python3", "/usr/bin/python3")]
    [InlineData("./3.12", "/no/such/folder/./3.12")]
    public void A_separator_makes_it_a_path(string text, string path) => Assert.Equal(FsPath.From(path), Parse(text).Path);

    [Fact]
    public void A_path_that_is_not_UTF8_stays_what_it_is() =>
        Assert.Equal(FsPath.FromBytes([(byte)'/', 0xff]), Parse(RawText.FromBytes([(byte)'/', 0xff])).Path);

    [Fact]
    public void A_name_that_is_there_is_a_path()
    {
        using var folder = new TempFolder();
        folder.Folder("env");
        Assert.Equal(folder / "env", PythonRequestParser.Parse("env", Nowhere with { CurrentFolder = folder.Path }).Path);
    }

    [Theory]
    [InlineData("any")]
    [InlineData("default")]
    [InlineData("python")]
    public void Some_words_ask_for_nothing(string text) => Assert.Same(PythonRequest.Any, Parse(text));

    [Fact]
    public void The_option_goes_before_KILN_PYTHON_before_UV_PYTHON()
    {
        Assert.Equal("3.10", Request("3.10", "3.11", "3.12"));
        Assert.Equal("3.11", Request(null, "3.11", "3.12"));
        Assert.Equal("3.12", Request(null, "", "3.12"));
        Assert.Equal("any", Request(null, "", ""));

        static string Request(string? option, string kiln, string uv) => PythonRequestParser.ParseOption(
            option, Nowhere with { Variables = new Dictionary<string, string> { ["KILN_PYTHON"] = kiln, ["UV_PYTHON"] = uv } }).Text;
    }

    [Theory]
    [InlineData("3.12", "3.12.0 3.12.9", "3.11.9 3.13.0 3.1.2")]
    [InlineData("3.12.1", "3.12.1", "3.12.0 3.12.10")]
    [InlineData("3", "3.8.0 3.15.1", "2.7.18")]
    [InlineData(">=3.10,<3.13", "3.10.0 3.12.9", "3.9.18 3.13.0")]
    [InlineData(">3.10, !=3.11.*", "3.10.1 3.12.0", "3.10.0 3.11.5")]
    [InlineData("~=3.10", "3.10.0 3.15.0", "3.9.0 4.0.0")]
    [InlineData("~=3.10.2", "3.10.2 3.10.9", "3.10.1 3.11.0")]
    [InlineData("==3.10", "3.10.0", "3.10.1")]
    [InlineData("==3.10.*", "3.10.0 3.10.1", "3.11.0")]
    [InlineData("<=3.10.5", "3.10.5 3.8.0", "3.10.6")]
    public void Ranges_hold_versions(string text, string inside, string outside)
    {
        Assert.True(ReleaseRange.TryParse(text, out var range));
        Assert.All(inside.Split(' '), version => Assert.True(range.Contains(Version(version)), version));
        Assert.All(outside.Split(' '), version => Assert.False(range.Contains(Version(version)), version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3.")]
    [InlineData("3.12,")]
    [InlineData(">=3.12.*")]
    [InlineData("3.12rc1")]
    [InlineData("=3.12")]
    [InlineData("-3.12")]
    public void What_is_no_range_is_refused(string text) => Assert.False(ReleaseRange.TryParse(text, out _));

    private static PythonRequest Parse(string text) => PythonRequestParser.Parse(text, Nowhere);

    private static PythonVersion Version(string text)
    {
        var version = System.Version.Parse(text);
        return new PythonVersion(version.Major, version.Minor, version.Build, "final", 0);
    }
}
