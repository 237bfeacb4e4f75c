using System.Text.RegularExpressions;
using Kiln.Tests.Support;

namespace Kiln.Tests;

/// <summary>What README.md tells people to type exists, and what exists is told there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Scripts_that_are_named_are_there()
    {
        string[] scripts = [.. Commands().SelectMany(static line => Script().Matches(line)).Select(static match => match.Groups["name"].Value).Distinct()];

        Assert.Contains("kiln", scripts);
        Assert.Contains("test", scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Repository.Path(script)), script));
    }

    [ProgramFact("python3")]
    public void The_main_command_compiles()
    {
        using var folder = new TemporaryFolder();
        string line = Commands().First(static line => line.Contains("./kiln", StringComparison.Ordinal)).Replace("/tmp/kiln-demo", folder.Path, StringComparison.Ordinal);

        // With a cache of its own, as a newcomer has: what was compiled before is not compiled again.
        var run = ProcessRun.OfShell($"KILN_CACHE_DIR={folder.Path}/cache {line}", Repository.Root);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"Bytecode compiled \d{3,} files in ", run.Messages);
        Assert.True(Directory.EnumerateFiles(folder.Path, "*.pyc", SearchOption.AllDirectories).Count() > 100);
    }

    [Fact]
    public void Commands_of_kiln_are_understood()
    {
        string[] lines = [.. Commands().Select(static line => KilnCommand().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["words"].Value)];

        Assert.NotEmpty(lines);
        foreach (string line in lines)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] command = words[0] is "pip" or "python" ? words[..2] : words[..1];
            string help = CommandRun.Of([.. command, "--help"]).Data;
            Assert.NotEqual("", help);
            Assert.All(words.Where(static word => word.StartsWith('-')), word => Assert.Contains(word.Split('=')[0], help, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("compile")]
    [InlineData("verify")]
    [InlineData("clear")]
    public void Every_option_is_documented(string command)
    {
        string help = CommandRun.Of(command, "--help").Data;
        var options = LongOption().Matches(help).Select(static match => match.Value).Where(static option => option is not "--no-cache-dir").Distinct();

        Assert.All(options, option => Assert.Contains($"{option}`", Readme.Replace(" ", "` ", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Links_lead_to_files()
    {
        foreach (string document in (string[])["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/messages.md", "docs/docker.md"])
        {
            string folder = Path.GetDirectoryName(Repository.Path(document))!;
            var targets = Link().Matches(Repository.Read(document)).Select(static match => match.Groups["target"].Value);
            Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document}: {target}"));
        }
    }

    /// <summary>The lines of its shell examples.</summary>
    private static IEnumerable<string> Commands() =>
        ShellBlock().Matches(Readme).SelectMany(static block => block.Groups["lines"].Value.Split('\n'))
            .Select(static line => line.Split('#')[0].Trim()).Where(static line => line.Length > 0);

    [GeneratedRegex(@"(?s)```sh\n(?<lines>.*?)```")]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"(?<!\S)\./(?<name>[\w.-]+)")]
    private static partial Regex Script();

    [GeneratedRegex(@"(^|\s)(\./)?kiln (?<words>[a-z].*)$")]
    private static partial Regex KilnCommand();

    [GeneratedRegex(@"(?<=\s)--[a-z-]+")]
    private static partial Regex LongOption();

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)\)")]
    private static partial Regex Link();
}
