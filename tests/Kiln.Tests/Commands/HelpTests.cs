using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>What people read first: help, version, completion.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("pip")]
    [InlineData("pip", "install")]
    [InlineData("pip", "sync")]
    [InlineData("pip", "uninstall")]
    [InlineData("pip", "list")]
    [InlineData("pip", "freeze")]
    [InlineData("pip", "show")]
    [InlineData("pip", "check")]
    [InlineData("pip", "tree")]
    [InlineData("venv")]
    [InlineData("compile")]
    [InlineData("verify")]
    [InlineData("clear")]
    [InlineData("cache")]
    [InlineData("cache", "dir")]
    [InlineData("cache", "size")]
    [InlineData("cache", "clean")]
    [InlineData("cache", "prune")]
    [InlineData("python")]
    [InlineData("python", "list")]
    [InlineData("python", "install")]
    [InlineData("python", "upgrade")]
    [InlineData("python", "find")]
    [InlineData("python", "pin")]
    [InlineData("python", "dir")]
    [InlineData("python", "uninstall")]
    [InlineData("python", "update-shell")]
    [InlineData("generate-shell-completion")]
    [InlineData("help")]
    public void Help_says_what_a_command_does(params string[] command)
    {
        var run = CommandRun.Of([.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Match(run.Data, $"help-{string.Join('-', command)}");
        Assert.Equal(run, CommandRun.Of(["help", .. command]));
        Assert.Equal(run, CommandRun.Of([.. command, "-h"]));
    }

    [Fact]
    public void Without_a_command_help_goes_to_stderr_with_exit_2() => Snapshot.Match(CommandRun.Of().ToString(), "help");

    [Fact]
    public void A_group_without_a_command_shows_its_help_with_exit_2()
    {
        var run = CommandRun.Of("cache");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(CommandRun.Of("cache", "--help").Data, run.Messages);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    [InlineData("-v", "--version")]
    [InlineData("--color", "never", "-V")]
    public void Version_is_one_line(params string[] words)
    {
        var run = CommandRun.Of(words);

        Assert.Matches(@"^kiln \d+\.\d+\.\d+\n$", run.Data);
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
    }
}
