using Kiln.Tests.Support;

namespace Kiln.Tests;

/// <summary><c>./kiln</c>, which builds what it starts where that is needed.</summary>
public sealed class KilnScriptTests
{
    private static readonly string Script = Repository.Path("kiln");

    [UnixFact]
    public void It_runs_from_anywhere_through_links_and_without_a_home()
    {
        using var folder = new TemporaryFolder();
        string link = Path.Combine(folder.Path, "first");
        File.CreateSymbolicLink(link, Script);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "second"), "first");

        var run = ProcessRun.Of(Path.Combine(folder.Path, "second"), ["--version"], folder.Path, new() { ["HOME"] = "" });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(ProcessRun.Of(ProcessRun.Kiln, ["--version"]).Data, run.Data);
    }

    [UnixFact]
    public void It_hands_on_words_and_exit_code()
    {
        var run = ProcessRun.Of(Script, ["cache", "dir", "--cache-dir", "/a b*"]);
        Assert.Equal((0, "/a b*\n"), (run.ExitCode, run.Data));

        Assert.Equal(2, ProcessRun.Of(Script, ["compil"]).ExitCode);
    }

    [UnixFact]
    public async Task Several_at_once_do_not_collide()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ProcessRun.Of(Script, ["-V"]))));

        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
    }
}
