using System.Security.Cryptography;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Installing from servers: the command in this process, the servers real ones on the loopback interface.</summary>
public sealed class PipInstallUrlTests : IDisposable
{
    private const string Name = "demo-1.0-py3-none-any.whl";

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _wheel = new WheelBuilder().Add("demo.py", "x = 1\n").Build();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void A_wheel_is_installed_by_its_URL_without_telling_the_password()
    {
        using var server = new TestServer(request => request.Header("Authorization") is null ? TestAnswer.Of(401, "") : TestAnswer.Of(200, _wheel));
        string url = $"http://me:secret@127.0.0.1:{server.Url.Port}/{Name}";

        var run = Install(url);

        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(Installed("demo.py")));
        string origin = File.ReadAllText(Installed("demo-1.0.dist-info/direct_url.json"));
        Assert.Contains($"\"url\":\"{server.Url}{Name}\"", origin, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.ToString(), StringComparison.Ordinal);
    }

    [PythonFact]
    public void The_same_URL_again_changes_nothing()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, _wheel));
        Install($"{server.Url}{Name}");

        var run = Install($"{server.Url}{Name}");

        Assert.Contains("Audited 1 package", run.Messages, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Pages_of_links_and_files_of_requirements_are_read_from_servers()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(_wheel));
        using var server = new TestServer(request => request.Target switch
        {
            "/links/" => TestAnswer.Of(200, $"<a href='../files/{Name}#sha256={hash}'>demo</a>", "Content-Type: text/html"),
            "/files/" + Name => TestAnswer.Of(200, _wheel),
            "/sets/all.txt" => TestAnswer.Of(200, "-r more/some.txt\n-c limits.txt\n--find-links ../links/\n"),
            "/sets/more/some.txt" => TestAnswer.Of(200, "demo\n"),
            "/sets/limits.txt" => TestAnswer.Of(200, "demo<2\n"),
            _ => TestAnswer.Of(404, ""),
        });

        var run = Install("--no-index", "-r", $"{server.Url}sets/all.txt");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(File.Exists(Installed("demo.py")));
        Assert.False(File.Exists(Installed("demo-1.0.dist-info/direct_url.json")));
    }

    [PythonFact]
    public void A_page_in_a_file_links_to_wheels_beside_it()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, Name), _wheel);
        File.WriteAllText(Path.Combine(_folder.Path, "links.html"), $"<a href='{Name}'>demo</a>");

        Assert.Equal(0, Install("--no-index", "--find-links", Path.Combine(_folder.Path, "links.html"), "demo").ExitCode);
        Assert.True(File.Exists(Installed("demo.py")));
    }

    [PythonFact]
    public void A_wheel_of_another_hash_is_not_installed()
    {
        using var server = TestServer.Of(TestAnswer.Of(200, _wheel));

        var run = Install($"demo @ {server.Url}{Name}#sha256={new string('0', 64)}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("none of the hashes", run.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(Installed("demo.py")));
    }

    /// <summary>The codes are uv 0.13.8's.</summary>
    [PythonTheory]
    [InlineData(1, "URL/demo-1.0-py3-none-any.whl")]
    [InlineData(2, "--no-index", "--find-links", "URL/links", "demo")]
    [InlineData(2, "-r", "URL/all.txt")]
    [InlineData(1, "--offline", "URL/demo-1.0-py3-none-any.whl")]
    [InlineData(2, "--offline", "-r", "URL/all.txt")]
    [InlineData(2, "http://127.0.0.1:1/demo-1.0-py3-none-any.whl")]
    public void What_cannot_be_had_ends_with_the_code_of_uv(int exitCode, params string[] words)
    {
        using var server = TestServer.Of(TestAnswer.Of(404, ""));

        var run = Install([.. words.Select(word => word.Replace("URL/", server.Url.AbsoluteUri, StringComparison.Ordinal))]);

        Assert.True(run.ExitCode == exitCode, run.ToString());
        Assert.Contains("error: cannot fetch `http://127.0.0.1:", run.Messages, StringComparison.Ordinal);
    }

    private CommandRun Install(params string[] words) => CommandRun.With(
        new() { ["KILN_CACHE_DIR"] = Path.Combine(_folder.Path, "cache"), ["KILN_HTTP_RETRIES"] = "0" },
        ["pip", "install", "--no-compile-bytecode", "-p", Pythons.Supported[0], "--target", Path.Combine(_folder.Path, "target"), .. words]);

    private string Installed(string name) => Path.Combine(_folder.Path, "target", name);
}
