using System.CommandLine;
using Kiln.Cli;
using Kiln.Cli.Pip;
using Kiln.Engine;
using Kiln.Engine.Installing;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;
using Kiln.Operations;
using Kiln.Terminal;

namespace Kiln.Tests.Cli;

/// <summary>From the words of <c>kiln pip</c> and variables to the options of an operation.</summary>
public sealed class PipOptionsTests
{
    [Fact]
    public void Install_compiles_unless_told_otherwise()
    {
        Assert.Equal(new CompileChoice(IsOn: true, IsAskedFor: false), Install([], "x").Compile);
        Assert.Equal(new CompileChoice(IsOn: true, IsAskedFor: true), Install([], "x", "--compile").Compile);
        Assert.Equal(new CompileChoice(IsOn: false, IsAskedFor: false), Install([], "x", "--compile", "--no-compile-bytecode").Compile);
        Assert.Equal(new CompileChoice(IsOn: true, IsAskedFor: true), Install(new() { ["UV_COMPILE_BYTECODE"] = "1" }, "x").Compile);
        Assert.Equal(new CompileChoice(IsOn: false, IsAskedFor: false), Install(new() { ["UV_COMPILE_BYTECODE"] = "0" }, "x").Compile);
        Assert.Equal(new CompileChoice(IsOn: true, IsAskedFor: true), Install(new() { ["KILN_COMPILE_BYTECODE"] = "0" }, "x", "--compile-bytecode").Compile);
    }

    [Fact]
    public void Install_reads_all_its_words()
    {
        var options = Install([],
            "a", "b>=1", "-r", "r.txt", "--requirement", "s.txt", "-e", ".", "-c", "c.txt", "--override", "o.txt", "--exclude", "x.txt", "-U", "-P", "p", "--no-deps",
            "--exact", "--strict", "--dry-run", "--reinstall", "--reinstall-package", "q", "--refresh", "--require-hashes", "--no-verify-hashes",
            "--verify-record", "strict", "--link-mode", "reflink", "--pre", "--resolution", "lowest-direct", "--python-version", "3.9", "--extra", "e,f", "--group", "g",
            "--no-index", "-f", "wheels", "--only-binary", ":all:", "-t", "target", "--break-system-packages", "--no-installer-metadata", "--output-format", "json");

        Assert.Equal(["a", "b>=1"], options.Requirements);
        Assert.Equal(["r.txt", "s.txt"], options.RequirementFiles);
        Assert.Equal(["."], options.Editables);
        Assert.Equal(["c.txt"], options.ConstraintFiles);
        Assert.Equal(["o.txt"], options.Versions.OverrideFiles);
        Assert.Equal(["x.txt"], options.Versions.ExcludeFiles);
        Assert.Equal(["p"], options.Versions.UpgradePackages);
        Assert.Equal([PackageName.Parse("q")], options.ReinstallPackages);
        Assert.Equal(["e", "f"], options.Extras);
        Assert.Equal(["g"], options.Groups);
        Assert.Equal(["wheels"], options.Index.FindLinks);
        Assert.Equal([":all:"], options.Build.OnlyBinary);
        Assert.Equal("target", options.Target.Target.ToString());
        Assert.Equal(PyVersion.Parse("3.9"), options.PythonVersion);
        Assert.Equal(LinkMode.Clone, options.LinkMode);
        Assert.Equal(RecordVerification.Strict, options.RecordVerification);
        Assert.Equal(PreReleaseMode.Allow, options.Versions.PreReleases);
        Assert.Equal(ResolutionStrategy.LowestDirect, options.Versions.Resolution);
        Assert.Equal(OutputFormat.Json, options.Format);
        Assert.True(options.Versions.Upgrade && options.Exact && options.Strict && options.DryRun && options.Reinstall && options.Refresh);
        Assert.True(options.RequireHashes && options.Index.NoIndex && options.Target.BreakSystemPackages);
        Assert.False(options.Versions.WithDependencies || options.VerifyHashes || options.WritesInstallerMetadata);
    }

    [Fact]
    public void Install_reads_variables()
    {
        var options = Install(
            new()
            {
                ["UV_LINK_MODE"] = "copy",
                ["KILN_LINK_MODE"] = "symlink",
                ["UV_NO_INDEX"] = "true",
                ["PIP_FIND_LINKS"] = "a b",
                ["UV_SYSTEM_PYTHON"] = "1",
                ["UV_BREAK_SYSTEM_PACKAGES"] = "1",
                ["UV_REQUIRE_HASHES"] = "1",
                ["UV_CONSTRAINT"] = "c d",
                ["UV_PRERELEASE"] = "allow",
                ["UV_RESOLUTION"] = "lowest",
                ["PIP_INDEX_URL"] = "https://index",
                ["PIP_NO_COMPILE"] = "1",
            }, "x");

        Assert.Equal(LinkMode.Symlink, options.LinkMode);
        Assert.Equal(["a", "b"], options.Index.FindLinks);
        Assert.Equal(["c", "d"], options.ConstraintFiles);
        Assert.Equal("https://index", options.Index.DefaultIndex);
        Assert.Equal(PreReleaseMode.Allow, options.Versions.PreReleases);
        Assert.Equal(ResolutionStrategy.Lowest, options.Versions.Resolution);
        Assert.True(options.Index.NoIndex && options.Target.System && options.Target.BreakSystemPackages && options.RequireHashes && options.Compile.IsOn);
    }

    [Fact]
    public void A_python_that_is_named_wins_over_the_systems_of_a_variable()
    {
        Assert.False(Install(new() { ["UV_SYSTEM_PYTHON"] = "1" }, "x", "-p", "3.12").Target.System);
        Assert.False(Install(new() { ["UV_SYSTEM_PYTHON"] = "1" }, "x", "--no-system").Target.System);
        Assert.True(Install([], "x", "--system").Target.System);
    }

    [Theory]
    [InlineData("install")]
    [InlineData("uninstall")]
    public void Nothing_named_is_an_error(string command)
    {
        var run = Support.CommandRun.Of("pip", command);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: nothing to {command} is named\n", run.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--link-mode", "move")]
    [InlineData("--verify-record", "maybe")]
    [InlineData("--resolution", "any")]
    [InlineData("--prerelease", "some")]
    public void A_value_that_is_none_is_refused(string option, string value) =>
        Assert.True(Assert.Throws<UserErrorException>(() => Install([], "x", option, value)).IsUsage);

    [Fact]
    public void Uninstall_and_sync_read_their_words()
    {
        var context = Context([]);
        var uninstall = new PipUninstallCommand(context, new UvGlobalOptionSet(context.Environment));
        var removed = uninstall.Read(Parse(context, uninstall.Build(), "uninstall", "a", "-r", "r.txt", "-y", "--dry-run", "--prefix", "p"));
        var sync = new PipSyncCommand(context, new UvGlobalOptionSet(context.Environment));
        var synced = sync.Read(Parse(context, sync.Build(), "sync", "a.txt", "b.txt", "--allow-empty-requirements", "--strict", "--no-compile"));

        Assert.Equal(["a"], removed.Packages);
        Assert.Equal(["r.txt"], removed.RequirementFiles);
        Assert.Equal("p", removed.Target.Prefix.ToString());
        Assert.True(removed.DryRun);
        Assert.Equal(["a.txt", "b.txt"], synced.Files);
        Assert.True(synced.AllowEmpty && synced.Strict && !synced.Compile.IsOn);
    }

    private static InstallPackagesOptions Install(Dictionary<string, string> variables, params string[] words)
    {
        var context = Context(variables);
        var uv = new UvGlobalOptionSet(context.Environment);
        var command = new PipInstallCommand(context, uv);
        return command.Read(Parse(context, command.Build(), ["install", .. words], [.. uv.All]));
    }

    private static CommandContext Context(Dictionary<string, string> variables) =>
        new(new EnvironmentVariables(variables), new Output(TextWriter.Null, TextWriter.Null, new TerminalFacts()), new Interruption());

    private static ParseResult Parse(CommandContext context, Command command, params string[] words) => Parse(context, command, words, []);

    private static ParseResult Parse(CommandContext context, Command command, string[] words, Option[] others)
    {
        var root = new RootCommand { command };
        foreach (var option in (Option[])[.. context.Global.All, .. others])
            root.Add(option);
        var result = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        Assert.Empty(result.Errors);
        return result;
    }
}
