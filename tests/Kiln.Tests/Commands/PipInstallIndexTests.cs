using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Installing from small indexes on the loopback interface, with uv's answer beside ours.</summary>
public sealed class PipInstallIndexTests : IDisposable
{
    private static readonly SmallWheel Either = new("either", "1.0") { Tag = "py2.py3-none-any" };

    private static readonly SmallIndex One = new("one",
        new SmallWheel("plain", "1.0"), new("plain", "2.0"), new("plain", "2.1") { Yanked = "broken" }, new("plain", "3.0rc1"),
        new("early", "1.0a1"), new("early", "1.0a2"),
        new("local", "1.0"), new("local", "1.0+cpu"), new("local", "0.9"),
        new("dated", "1.0") { UploadTime = "2020-01-01T00:00:00Z" }, new("dated", "2.0") { UploadTime = "2024-01-01T00:00:00.5Z" }, new("dated", "3.0"),
        new("shared", "1.0"), new("needy", "1.0") { Requires = ["plain<2", "shared"] }, new("strange", "1.0") { Requires = ["nobody"] },
        new("future", "1.0"), new("future", "2.0") { RequiresPython = ">=3.99" },
        new("bare", "1.0") { HasMetadata = false, Requires = ["plain==1.0"] },
        new("either", "1.0") { Tag = "py3-none-any" }, Either,
        new("gone", "1.0") { Yanked = "all of it" });

    private static readonly SmallIndex Two = new("two", new SmallWheel("shared", "2.0"), new SmallWheel("other", "1.0") { Requires = ["shared"] }, new SmallWheel("plain", "1.5"));

    private readonly Workplace _place = new(withEnvironment: false);
    private readonly TestServer _server = new(static request => SmallIndex.Answer(request, One, Two));
    private readonly string _index;

    public PipInstallIndexTests() => _index = $"{_server.Url}one/";

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    [UvTheory]
    [InlineData("plain")]
    [InlineData("plain==2.1")]
    [InlineData("plain>=2.1")]
    [InlineData("plain>=2.1 --prerelease allow")]
    [InlineData("plain>=3.0rc1")]
    [InlineData("plain --prerelease allow")]
    [InlineData("plain --resolution lowest")]
    [InlineData("early")]
    [InlineData("early --prerelease disallow")]
    [InlineData("local")]
    [InlineData("local==1.0")]
    [InlineData("local==1.0+cpu")]
    [InlineData("local<1.0")]
    [InlineData("local>1.0")]
    [InlineData("dated")]
    [InlineData("dated --exclude-newer 2022-01-01")]
    [InlineData("dated --exclude-newer 2024-01-01T00:00:01Z")]
    [InlineData("dated --exclude-newer 2019-12-31T23:59:59Z")]
    [InlineData("dated plain --exclude-newer-package dated=2022-01-01")]
    [InlineData("gone")]
    [InlineData("gone==1.0")]
    [InlineData("future")]
    [InlineData("future>=2")]
    [InlineData("needy")]
    [InlineData("bare")]
    [InlineData("strange")]
    [InlineData("nobody")]
    [InlineData("other")]
    [InlineData("other --extra-index-url TWO")]
    [InlineData("other --extra-index-url TWO --index-strategy unsafe-best-match")]
    [InlineData("shared --extra-index-url TWO")]
    [InlineData("shared==1.0 --extra-index-url TWO")]
    [InlineData("shared==1.0 --extra-index-url TWO --index-strategy unsafe-first-match")]
    [InlineData("shared --index inner=TWO")]
    [InlineData("plain --index TWO --index-strategy unsafe-first-match")]
    [InlineData("plain>1.5 --index TWO --index-strategy unsafe-first-match")]
    [InlineData("plain --index TWO --index-strategy unsafe-best-match")]
    [InlineData("plain --index TWO")]
    [InlineData("plain>1.5 --index TWO")]
    [InlineData("plain --no-index --find-links WHEELS")]
    [InlineData("plain other --find-links WHEELS")]
    public void Small_indexes_give_what_they_give_uv(string line)
    {
        string[] words = ["pip", "install", "--dry-run", "-p", Python312.Executable!, "--target", Path.Combine(_place.Folder, "target"), "--default-index", _index, .. line
            .Replace("TWO", $"{_server.Url}two/", StringComparison.Ordinal).Replace("WHEELS", Path.Combine(_place.Folder, "wheels"), StringComparison.Ordinal).Split(' ')];

        var theirs = _place.Theirs(words);
        var ours = _place.Ours(words);

        Assert.True(theirs.ExitCode == ours.ExitCode, $"{theirs.Messages}\n{ours}");
        Assert.Equal(Changes(theirs.Messages), Changes(ours.Messages));
    }

    [PythonFact]
    public void What_was_chosen_is_fetched_checked_and_installed()
    {
        var run = Install("needy");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal([" + needy==1.0", " + plain==1.0", " + shared==1.0"], Changes(run.Messages));
        Assert.True(File.Exists(Path.Combine(_place.Folder, "target", "plain.py")));
    }

    [PythonFact]
    public void The_wheel_is_taken_whose_hash_is_given()
    {
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Either.Build()));
        File.WriteAllText(Path.Combine(_place.Folder, "hashed.txt"), $"either==1.0 --hash=sha256:{hash}\n");

        Assert.Equal([" + either==1.0"], Changes(Install("--require-hashes", "-r", Path.Combine(_place.Folder, "hashed.txt")).Messages));
    }

    [PythonFact]
    public void A_wheel_of_another_hash_than_its_page_tells_is_refused()
    {
        using var server = new TestServer(request => SmallIndex.Answer(request, new SmallIndex("lying", new SmallWheel("demo", "1.0") { ToldHash = new string('0', 64) })));

        var run = InstallFrom($"{server.Url}lying/", "demo");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("`demo-1.0-py3-none-any.whl` has none of the hashes it should have", run.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_place.Folder, "target", "demo.py")));
    }

    [PythonFact]
    public void Metadata_that_differs_from_the_wheel_is_told()
    {
        var wheel = new SmallWheel("demo", "1.0") { Requires = ["needless"], ToldMetadata = new SmallWheel("demo", "1.0").Metadata };
        using var server = new TestServer(request => SmallIndex.Answer(request, new SmallIndex("lying", wheel)));

        var run = InstallFrom($"{server.Url}lying/", "demo");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: the index tells other requirements of `demo-1.0-py3-none-any.whl` than the wheel itself", run.Messages, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Of_a_wheel_that_was_looked_at_and_not_chosen_nothing_is_said()
    {
        string wheels = Path.Combine(_place.Folder, "wheels");
        foreach (var wheel in new SmallWheel[] { new("wanting", "1.0") { Requires = ["broken<1"] }, new("broken", "0.9") })
            File.WriteAllBytes(Path.Combine(wheels, wheel.FileName), wheel.Build());

        var run = Install("--no-index", "--find-links", wheels, "wanting", "broken");
        var named = Install("--no-index", "--find-links", wheels, "broken==1.0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain("broken-1.0", run.Messages, StringComparison.Ordinal);
        Assert.Equal([" + broken==0.9", " + wanting==1.0"], Changes(run.Messages));
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("`broken-1.0-py3-none-any.whl`", named.Messages, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Passwords_of_named_indexes_come_from_the_environment_and_are_not_told()
    {
        using var server = new TestServer(static request => request.Header("Authorization") is null ? TestAnswer.Of(401, "") : SmallIndex.Answer(request, One));
        _place.Variables["KILN_INDEX_INNER_USERNAME"] = "me";
        _place.Variables["KILN_INDEX_INNER_PASSWORD"] = "s3cret";

        var allowed = InstallFrom($"inner={server.Url}one/", "plain==1.0");
        var refused = InstallFrom($"stranger={server.Url}one/", "plain==2.0", "--refresh");

        Assert.True(allowed.ExitCode == 0, allowed.ToString());
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the server answered 401", refused.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", allowed.ToString() + refused, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Offline_what_the_cache_knows_is_enough()
    {
        Install("needy");
        Directory.Delete(Path.Combine(_place.Folder, "target"), recursive: true);
        _server.Dispose();

        var known = Install("--offline", "needy");
        var unknown = Install("--offline", "early");

        Assert.True(known.ExitCode == 0, known.ToString());
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("is not in the cache", unknown.Messages, StringComparison.Ordinal);
    }

    private CommandRun Install(params string[] words) => InstallFrom(_index, words);

    private CommandRun InstallFrom(string index, params string[] words) => _place.Ours(
        ["pip", "install", "--no-compile-bytecode", "-p", Pythons.Supported[0], "--target", Path.Combine(_place.Folder, "target"), "--default-index", index, .. words]);

    private static List<string> Changes(string messages) =>
        [.. messages.Split('\n').Where(static line => line.StartsWith(" + ", StringComparison.Ordinal) || line.StartsWith(" - ", StringComparison.Ordinal))];
}
