using System.Text.RegularExpressions;
using Kiln.Cli;
using Kiln.Terminal;
using Kiln.Tests.Support;

namespace Kiln.Tests.Cli;

/// <summary>That <c>alias uv=kiln</c> breaks no script: words of uv are words of Kiln.</summary>
public sealed partial class PipWordsTests
{
    [UvTheory]
    [InlineData("install", 60)]
    [InlineData("sync", 45)]
    [InlineData("uninstall", 15)]
    [InlineData("list", 25)]
    [InlineData("freeze", 15)]
    [InlineData("show", 12)]
    [InlineData("check", 10)]
    [InlineData("tree", 28)]
    [InlineData("compile", 60)]
    public void Every_option_in_the_help_of_uv_is_understood(string command, int atLeast)
    {
        using var folder = new TemporaryFolder();
        string help = UvRun.Of(folder.Path, [], "help", "pip", command).Data;

        var options = OptionLine().Matches(help);

        Assert.True(options.Count >= atLeast, $"only {options.Count} options found in uv's help");
        foreach (Match option in options)
        {
            string[] value = option.Groups["value"].Success ? ["1"] : [];
            foreach (string name in (string[])[option.Groups["short"].Value, option.Groups["long"].Value])
                Assert.Null(name.Length == 0 ? null : Fault(["pip", command, name, .. value, .. Operand(command)]));
        }
    }

    [Theory]
    [InlineData("install", "--requirement=x")]
    [InlineData("install", "--constraint=x")]
    [InlineData("install", "--override=x")]
    [InlineData("install", "--exclude=x")]
    [InlineData("install", "--no-all-extras")]
    [InlineData("install", "--no-upgrade")]
    [InlineData("install", "--pre")]
    [InlineData("install", "--deps")]
    [InlineData("install", "--inexact")]
    [InlineData("install", "--no-strict")]
    [InlineData("install", "--force-reinstall")]
    [InlineData("install", "--no-reinstall")]
    [InlineData("install", "--no-refresh")]
    [InlineData("install", "--config-settings=a=b")]
    [InlineData("install", "--build-isolation")]
    [InlineData("install", "--compile")]
    [InlineData("install", "--no-compile")]
    [InlineData("install", "--no-compile-bytecode")]
    [InlineData("install", "--no-require-hashes")]
    [InlineData("install", "--verify-hashes")]
    [InlineData("install", "--no-system")]
    [InlineData("install", "--build")]
    [InlineData("install", "--disable-pip-version-check")]
    [InlineData("install", "--no-color")]
    [InlineData("install", "--native-tls")]
    [InlineData("install", "--no-offline")]
    [InlineData("install", "--trusted-host=h")]
    [InlineData("install", "--no-cache-dir")]
    [InlineData("install", "--isolated")]
    [InlineData("install", "--preview")]
    [InlineData("install", "--no-preview")]
    [InlineData("install", "--python-preference=system")]
    [InlineData("install", "--python-fetch=never")]
    [InlineData("install", "--allow-python-downloads")]
    [InlineData("install", "--no-installer-metadata")]
    [InlineData("sync", "--no-allow-empty-requirements")]
    [InlineData("sync", "--reinstall")]
    [InlineData("uninstall", "--yes")]
    [InlineData("uninstall", "-y")]
    [InlineData("uninstall", "--no-system")]
    [InlineData("list", "--no-strict")]
    [InlineData("list", "--no-system")]
    [InlineData("show", "--no-strict")]
    [InlineData("tree", "--reverse")]
    [InlineData("compile", "--unsafe-package=x")]
    [InlineData("compile", "--emit-marker-expression")]
    [InlineData("compile", "--no-emit-index-url")]
    [InlineData("compile", "--strip-extras")]
    [InlineData("compile", "--no-universal")]
    [InlineData("compile", "--no-reuse-hashes")]
    public void Hidden_words_of_uv_are_understood(string command, string word) => Assert.Null(Fault(["pip", command, word, .. Operand(command)]));

    [Theory]
    [InlineData("install", "--user", "pip's `--user` is unsupported (use a virtual environment instead)")]
    [InlineData("sync", "--user", "pip's `--user` is unsupported (use a virtual environment instead)")]
    [InlineData("install", "--upgrade-group=g", "`--upgrade-group` is not supported in `kiln pip` commands, as in uv's")]
    [InlineData("install", "--torch-backend=cpu", "`--torch-backend` chooses an index for PyTorch's packages, which Kiln does not do yet")]
    [InlineData("sync", "--torch-backend=cpu", "`--torch-backend` chooses an index for PyTorch's packages, which Kiln does not do yet")]
    [InlineData("install", "--fork-strategy=nope", "invalid value `nope` for `--fork-strategy`")]
    [InlineData("install", "--config-settings=nope", "invalid value `nope` for `--config-setting`")]
    [InlineData("install", "--python-platform=nope", "invalid value `nope` for `--python-platform`")]
    [InlineData("install", "--python-version=3.13t", "invalid value `3.13t` for `--python-version`")]
    [InlineData("check", "--python-version=312", "invalid value `312` for `--python-version`")]
    [InlineData("sync", "--ask", "pip-sync's `--ask` is unsupported (Kiln never asks for permission)")]
    [InlineData("sync", "--python-executable=x", "pip-sync's `--python-executable` is unsupported (use `--python` instead)")]
    [InlineData("sync", "--pip-args=x", "pip-sync's `--pip-args` is unsupported (give the options to `kiln` itself)")]
    [InlineData("compile", "--reuse-hashes", "pip-compile's `--reuse-hashes` is unsupported (Kiln doesn't reuse hashes)")]
    [InlineData("compile", "--max-rounds=3", "pip-compile's `--max-rounds` is unsupported (Kiln always resolves until convergence)")]
    public void What_cannot_be_done_is_refused_with_the_reason(string command, string word, string reason)
    {
        var run = CommandRun.Of(["pip", command, word, .. Operand(command)]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {reason}\n", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_uv_does_not_know_is_refused() => Assert.NotNull(Fault(["pip", "install", "--ask-nobody", "x"]));

    private static string[] Operand(string command) => command is "install" or "sync" or "compile" or "uninstall" or "show" ? ["x"] : [];

    private static Kiln.Engine.UserErrorException? Fault(string[] words)
    {
        var context = new CommandContext(new EnvironmentVariables(new Dictionary<string, string>()), new Output(TextWriter.Null, TextWriter.Null, new TerminalFacts()), new Interruption());
        return UsageError.Find(CommandTree.Build(context).Parse(words, new System.CommandLine.ParserConfiguration { ResponseFileTokenReplacer = null }));
    }

    [GeneratedRegex(@"^ +(?:(?<short>-\w), |    )(?<long>--[a-z0-9-]+)(?:\.\.\.)?(?<value> <[A-Z_]+>)?$", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
