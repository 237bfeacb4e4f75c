using System.Text.RegularExpressions;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Installing from a <c>pylock.toml</c> (PEP 751), with uv's answer beside ours.</summary>
public sealed class PipLockTests : IDisposable
{
    private static readonly SmallWheel[] Wheels = [new("alpha", "1.0") { Requires = ["nobody"] }, new("beta", "1.0"), new("gamma", "1.0")];
    private static readonly SmallIndex Files = new("one", Wheels);

    private readonly Workplace _place = new(withEnvironment: false);
    private readonly TestServer _server = new(static request => SmallIndex.Answer(request, Files));

    public PipLockTests()
    {
        Directory.CreateDirectory(PathOf("."));
        Write("pylock.toml", """
            requires-python = ">=3.8"
            environments = ["sys_platform != 'win32'", "python_version > '3'"]
            extras = ["x"]
            dependency-groups = ["dev"]
            default-groups = ["dev"]
            [[packages]]
            name = "alpha"
            version = "1.0"
            wheels = [{ url = "ALPHA", hashes = { sha256 = "ALPHA_HASH" } }, { url = "WIN", hashes = { sha256 = "ALPHA_HASH" } }]
            [[packages]]
            name = "beta"
            marker = "'x' in extras"
            wheels = [{ name = "beta-1.0-py3-none-any.whl", path = "../lock/beta-1.0-py3-none-any.whl", hashes = { sha256 = "BETA_HASH" } }]
            [[packages]]
            name = "gamma"
            version = "1.0"
            marker = "'dev' in dependency_groups or sys_platform == 'none'"
            archive = { url = "GAMMA", hashes = { sha256 = "GAMMA_HASH" } }
            """);
        One("plain", "wheels = [{ url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }]");
        One("archive", "archive = { url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }");
        One("nohash", "wheels = [{ url = \"ALPHA\" }]");
        One("wrong", "wheels = [{ url = \"ALPHA\", hashes = { sha256 = \"BETA_HASH\" } }]");
        One("windows", "wheels = [{ url = \"WIN\", hashes = { sha256 = \"ALPHA_HASH\" } }]");
        One("none", "");
        One("both", "wheels = [{ url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }]\narchive = { url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }");
        One("name", "wheels = [{ url = \"GAMMA\", hashes = { sha256 = \"GAMMA_HASH\" } }]");
        One("place", "wheels = [{ name = \"alpha-1.0-py3-none-any.whl\", hashes = { sha256 = \"ALPHA_HASH\" } }]");
        One("marker", "marker = \"python_version >\"");
        One("python", "requires-python = \">=3.99\"\nwheels = [{ url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }]");
        Write("pylock.empty.toml", "packages = []");
        Write("pylock.future.toml", "packages = []", format: "2.0");
        Write("pylock.minor.toml", "packages = []", format: "1.7");
        Write("pylock.pythons.toml", "requires-python = \">=3.99\"\npackages = []");
        Write("pylock.elsewhere.toml", "environments = [\"sys_platform == 'none'\"]\npackages = []");
        Write("pylock.a.b.toml", "packages = []");
        Write("other.toml", "packages = []");
        Write("reqs.txt", "gamma\n", format: null);
        Directory.CreateDirectory(PathOf("../lock"));
        File.WriteAllBytes(PathOf("../lock/beta-1.0-py3-none-any.whl"), new SmallWheel("beta", "1.0").Build());
    }

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    [UvTheory]
    [InlineData("install -r @pylock.toml")]
    [InlineData("install -r @pylock.toml --extra x")]
    [InlineData("install -r @pylock.toml --all-extras")]
    [InlineData("install -r @pylock.toml --extra nope")]
    [InlineData("install -r @pylock.toml --group dev")]
    [InlineData("install -r @pylock.toml --group nope")]
    [InlineData("install -r @pylock.toml --group pyproject.toml:dev")]
    [InlineData("install -r @pylock.toml --no-deps --no-index")]
    [InlineData("install -r @pylock.toml --dry-run")]
    [InlineData("sync @pylock.toml --extra x")]
    [InlineData("sync @pylock.toml @reqs.txt")]
    [InlineData("sync @pylock.empty.toml")]
    [InlineData("install -r @pylock.toml gamma")]
    [InlineData("install -r @pylock.toml -r @reqs.txt")]
    [InlineData("install -r @pylock.toml -r @pylock.plain.toml")]
    [InlineData("install -r @pylock.toml -c @reqs.txt")]
    [InlineData("install -r @pylock.toml --overrides @reqs.txt")]
    [InlineData("install -c @pylock.toml gamma")]
    [InlineData("install -r @pylock.plain.toml")]
    [InlineData("install -r @pylock.plain.toml --require-hashes")]
    [InlineData("install -r @pylock.plain.toml --python-platform windows")]
    [InlineData("install -r @pylock.archive.toml")]
    [InlineData("install -r @pylock.nohash.toml")]
    [InlineData("install -r @pylock.wrong.toml")]
    [InlineData("install -r @pylock.wrong.toml --no-verify-hashes")]
    [InlineData("install -r @pylock.windows.toml")]
    [InlineData("install -r @pylock.none.toml")]
    [InlineData("install -r @pylock.both.toml")]
    [InlineData("install -r @pylock.name.toml")]
    [InlineData("install -r @pylock.place.toml")]
    [InlineData("install -r @pylock.marker.toml")]
    [InlineData("install -r @pylock.python.toml")]
    [InlineData("install -r @pylock.empty.toml")]
    [InlineData("install -r @pylock.future.toml")]
    [InlineData("install -r @pylock.minor.toml")]
    [InlineData("install -r @pylock.pythons.toml")]
    [InlineData("install -r @pylock.elsewhere.toml")]
    [InlineData("install -r @pylock.a.b.toml")]
    [InlineData("install -r @other.toml")]
    [InlineData("install -r @missing/pylock.toml")]
    [InlineData("compile @pylock.toml")]
    public void It_does_what_it_does_for_uv(string line)
    {
        string[] words = ["pip", .. line.Split(' ').Select(word => word.StartsWith('@') ? PathOf(word[1..]) : word), .. line.StartsWith("compile", StringComparison.Ordinal) ? (string[])[] : ["--target", PathOf("target")], "-p", Python312.Executable!];

        var theirs = _place.Theirs(words);
        if (Directory.Exists(PathOf("target")))
            Directory.Delete(PathOf("target"), recursive: true);
        var ours = _place.Ours(words);

        Assert.True(theirs.ExitCode == ours.ExitCode, $"{theirs.Messages}\n{ours}");
        Assert.Equal(Changes(theirs.Messages), Changes(ours.Messages));
    }

    [PythonFact]
    public void What_is_there_stays_and_comes_anew_from_another_place()
    {
        Assert.Contains("+ alpha==1.0", Install("pylock.plain.toml").Messages, StringComparison.Ordinal);
        Assert.Contains("Audited 1 package", Install("pylock.plain.toml").Messages, StringComparison.Ordinal);
        Assert.Contains("(from ", Install("pylock.archive.toml").Messages, StringComparison.Ordinal);
        Assert.Contains("Audited 1 package", Install("pylock.archive.toml").Messages, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("target/alpha-1.0.dist-info/REQUESTED")));
        Assert.True(File.Exists(PathOf("target/alpha-1.0.dist-info/direct_url.json")));
    }

    [PythonTheory]
    [InlineData("sdist = { url = \"ALPHA\", hashes = { sha256 = \"ALPHA_HASH\" } }", "has only a source distribution")]
    [InlineData("archive = { url = \"http://127.0.0.1:1/alpha-1.0.tar.gz\", hashes = { sha256 = \"ALPHA_HASH\" } }", "is a source distribution")]
    [InlineData("vcs = { type = \"git\", url = \"https://example.org/a.git\", commit-id = \"0123456789012345678901234567890123456789\" }", "is a repository of sources")]
    [InlineData("directory = { path = \"../a\" }", "is a folder of sources")]
    public void What_has_to_be_built_is_told(string source, string finding)
    {
        One("sources", source);

        var run = Install("pylock.sources.toml");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"`alpha` in `{PathOf("pylock.sources.toml")}` {finding}", run.Messages, StringComparison.Ordinal);
        Assert.Contains("which needs a build", run.Messages, StringComparison.Ordinal);
    }

    [PythonFact]
    public void What_is_wrong_in_the_file_is_told_with_its_place()
    {
        Assert.Contains("line 6, column 11: `hashes` is missing", Install("pylock.nohash.toml").Messages, StringComparison.Ordinal);
        Assert.Contains("`marker` has to be an environment marker, found `python_version >`", Install("pylock.marker.toml").Messages, StringComparison.Ordinal);
        Assert.Contains("has none of the hashes", Install("pylock.wrong.toml").Messages, StringComparison.Ordinal);
    }

    private CommandRun Install(string file) => _place.Ours("pip", "install", "-r", PathOf(file), "--no-compile", "--target", PathOf("target"), "-p", Pythons.Supported[0]);

    private void One(string name, string source) => Write($"pylock.{name}.toml", $"[[packages]]\nname = \"alpha\"\nversion = \"1.0\"\n{source}\n");

    private void Write(string file, string content, string? format = "1.0") => File.WriteAllText(PathOf(file), (format is null ? "" : $"lock-version = \"{format}\"\ncreated-by = \"test\"\n") + content
        .Replace("ALPHA_HASH", HashOf("alpha"), StringComparison.Ordinal).Replace("BETA_HASH", HashOf("beta"), StringComparison.Ordinal).Replace("GAMMA_HASH", HashOf("gamma"), StringComparison.Ordinal)
        .Replace("ALPHA", UrlOf("alpha"), StringComparison.Ordinal).Replace("GAMMA", UrlOf("gamma"), StringComparison.Ordinal)
        .Replace("WIN", $"{_server.Url}alpha-1.0-cp312-cp312-win_amd64.whl", StringComparison.Ordinal));

    private string PathOf(string name) => Path.GetFullPath(Path.Combine(_place.Folder, "locks", name));

    private string UrlOf(string name) => $"{_server.Url}one/files/{name}-1.0-py3-none-any.whl";

    private static string HashOf(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Array.Find(Wheels, wheel => wheel.Project == name)!.Build()));

    /// <summary>What came and went, without the places: uv names a URL instead of the version where it did not fetch it.</summary>
    private static string[] Changes(string messages) =>
        [.. messages.Split('\n').Where(static line => Regex.IsMatch(line, "^ [-+~] ")).Select(static line => Regex.Replace(line.Split(" (from ")[0], @" @ .*/\w+-([^-]+)-.*$", "==$1")).Order(StringComparer.Ordinal)];
}
