using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Packages that a project wants from one index: <c>tool.uv.sources</c>, with uv's answer beside ours.</summary>
public sealed class IndexPinTests : IDisposable
{
    private static readonly SmallIndex One = new("one", new SmallWheel("alpha", "1.0") { Requires = ["beta"] }, new("beta", "1.0"));
    private static readonly SmallIndex Two = new("two", new SmallWheel("beta", "2.0"), new("gamma", "1.0"));

    private readonly Workplace _place = new(withEnvironment: false);
    private readonly TestServer _server = new(static request => SmallIndex.Answer(request, One, Two));

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    [UvTheory]
    [InlineData("beta = { index = 'b' }", "")]
    [InlineData("", "")]
    [InlineData("beta = { index = 'a' }", "")]
    [InlineData("Beta = [{ index = 'b', marker = \"sys_platform == 'none'\" }, { index = 'a', marker = \"sys_platform != 'none'\" }]", "")]
    [InlineData("beta = { index = 'b', marker = \"sys_platform == 'none'\" }", "")]
    [InlineData("beta = { index = 'b', extra = 'x' }", "")]
    [InlineData("beta = { index = 'b', extra = 'x' }", "--extra x")]
    [InlineData("beta = { index = 'b', group = 'g' }", "--group FOLDERpyproject.toml:g")]
    [InlineData("beta = { index = 'b' }", "--no-sources")]
    [InlineData("beta = { index = 'b' }", "--no-sources-package beta")]
    [InlineData("beta = { index = 'b' }", "--index b=ONE")]
    [InlineData("beta = { index = 'c' }", "--index c=TWO")]
    [InlineData("beta = { index = 'c' }", "")]
    [InlineData("gamma = { index = 'b' }", "")]
    [InlineData("alpha = { index = 'b' }", "")]
    [InlineData("beta = { url = 'TWOfiles/beta-2.0-py3-none-any.whl' }", "")]
    [InlineData("beta = { workspace = true }", "")]
    [InlineData("beta = { index = 'b' }", "--emit-index-url --emit-index-annotation --emit-find-links")]
    public void Is_chosen_as_by_uv(string source, string words)
    {
        string folder = Project(source, words.Contains("extra", StringComparison.Ordinal) || words.Contains("group", StringComparison.Ordinal) ? "alpha" : "alpha', 'beta");
        string[] line = ["pip", "compile", Path.Combine(folder, "pyproject.toml"), "--project", folder, "--no-header", "--default-index", $"{_server.Url}one/", "-p", Python312.Executable!, .. Placed(words).Replace("FOLDER", $"{folder}/", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        var theirs = _place.Theirs(line);
        var ours = _place.Ours(line);

        Assert.True(theirs.ExitCode == ours.ExitCode, $"{theirs.Messages}\n{ours}");
        // uv is in that folder, and names what lies in it from there.
        Assert.Equal(theirs.Data, ours.Data.Replace($"{_place.Folder}/", "", StringComparison.Ordinal));
    }

    [PythonFact]
    public void An_index_that_nobody_declared_is_told_by_its_name()
    {
        string folder = Project("beta = { index = 'c' }", "alpha', 'beta");

        var run = _place.Ours("pip", "install", "--dry-run", "-r", Path.Combine(folder, "pyproject.toml"), "--project", folder, "-p", Pythons.Supported[0], "--target", Path.Combine(folder, "target"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error: `beta` is to come from the index `c` (`tool.uv.sources`), and no index has that name", run.Messages, StringComparison.Ordinal);
        Assert.Contains("hint: declare it: `[[tool.uv.index]]` with `name = \"c\"`", run.Messages, StringComparison.Ordinal);
    }

    [PythonFact]
    public void An_explicit_index_is_asked_for_nothing_else()
    {
        string folder = Project("beta = { index = 'b' }", "alpha', 'beta");

        var run = _place.Ours("pip", "install", "--dry-run", "-r", Path.Combine(folder, "pyproject.toml"), "--project", folder, "-p", Pythons.Supported[0], "--target", Path.Combine(folder, "target"));

        Assert.Contains(" + beta==2.0", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.Target is "/two/alpha/" or "/one/beta/");
    }

    private string Project(string source, string dependencies)
    {
        string folder = Path.Combine(_place.Folder, "pinned");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pyproject.toml"), Placed($$"""
            [project]
            name = "p"
            version = "1"
            dependencies = ['{{dependencies}}']
            [project.optional-dependencies]
            x = ['beta']
            [dependency-groups]
            g = ['beta']
            [[tool.uv.index]]
            name = "a"
            url = "ONE"
            default = true
            [[tool.uv.index]]
            name = "b"
            url = "TWO"
            explicit = true
            [tool.uv.sources]
            {{source}}
            """));
        return folder;
    }

    private string Placed(string text) => text.Replace("ONE", $"{_server.Url}one/", StringComparison.Ordinal).Replace("TWO", $"{_server.Url}two/", StringComparison.Ordinal);
}
