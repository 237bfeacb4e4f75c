using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Shell completion: what is offered, and the scripts that ask for it.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("co", "compile")]
    [InlineData("compile --inv", "--invalidation-mode")]
    [InlineData("compile --invalidation-mode ", "checked-hash,timestamp,unchecked-hash")]
    [InlineData("compile --engine ", "auto,interpreter,native")]
    [InlineData("verify --output-format ", "json,text")]
    [InlineData("cache ", "dir")]
    [InlineData("generate-shell-completion ", "bash,fish,powershell,zsh")]
    public void Offers_what_can_be_typed(string line, string expected)
    {
        var run = CommandRun.Of($"[suggest:{line.Length}]", line);

        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        string[] offered = run.Data.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(expected.Split(','), word => Assert.Contains(word, offered));
    }

    [Fact]
    public void Does_not_offer_commands_that_do_not_exist()
    {
        string[] offered = CommandRun.Of("[suggest:0]", "").Data.Split('\n');

        Assert.Contains("compile", offered);
        Assert.DoesNotContain("run", offered);
        Assert.DoesNotContain("tool", offered);
        Assert.Contains("pip", offered);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Scripts_ask_kiln_itself(string shell)
    {
        var run = CommandRun.Of("generate-shell-completion", shell);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("kiln \"[suggest:", run.Data, StringComparison.Ordinal);
    }

    [UnixFact]
    public void In_bash_the_script_completes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "completion"), CommandRun.Of("generate-shell-completion", "bash").Data);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "kiln"), ProcessRun.Kiln);
        const string typed = "kiln compile --inv";
        string line = $"PATH={folder.Path}:$PATH; . ./completion; COMP_LINE='{typed}' COMP_POINT={typed.Length} COMP_WORDS=({typed}) COMP_CWORD=2;"
            + " _kiln; echo \"${COMPREPLY[@]}\"";

        Assert.Equal("--invalidation-mode\n", ProcessRun.Of("bash", ["-c", line], folder.Path).Data);
    }
}
