using System.CommandLine;
using Kiln.Cli;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Operations;
using Kiln.Terminal;

namespace Kiln.Tests.Cli;

/// <summary>From words and variables to the options of an operation.</summary>
public sealed class CommandOptionsTests
{
    [Fact]
    public void Compile_without_words_takes_the_defaults()
    {
        var options = Compile([]);

        Assert.Empty(options.Selection.Paths);
        Assert.Null(options.Selection.Python);
        Assert.Equal(InvalidationMode.Timestamp, options.Mode);
        Assert.Equal([0], options.Levels);
        Assert.Null(options.Jobs);
        Assert.Equal(TimeSpan.FromSeconds(60), options.FileTimeout);
        Assert.Equal(EngineChoice.Auto, options.Engine);
        Assert.Equal(OutputFormat.Text, options.Format);
        Assert.True(options.Global.CurrentFolder.IsAbsolute);
        Assert.False(options.Force || options.Strict || options.Selection.Installed || options.Selection.StandardLibrary || options.Global.Offline);
    }

    [Fact]
    public void Compile_reads_all_its_words()
    {
        var options = Compile([],
            "a", "-p", "3.12", "--installed", "--package", "x", "--package=y", "--stdlib", "--exclude", "tests", "--exclude", "*_pb2.py",
            "--invalidation-mode", "Unchecked_Hash", "-o2", "-o", "0", "--optimize=2", "-s", "/build", "--prepend-prefix", "/app", "-f", "--strict",
            "-j4", "--engine", "interpreter", "--output-format", "json", "--offline", "@b", "--", "-c");

        Assert.Equal(["a", "@b", "-c"], options.Selection.Paths.Select(static path => path.ToString()));
        Assert.Equal("3.12", options.Selection.Python);
        Assert.Equal(["x", "y"], options.Selection.Packages);
        Assert.Equal(["tests", "*_pb2.py"], options.Selection.Exclude);
        Assert.Equal(InvalidationMode.UncheckedHash, options.Mode);
        Assert.Equal([0, 2], options.Levels);
        Assert.Equal("/build", options.StripPrefix.ToString());
        Assert.Equal("/app", options.PrependPrefix.ToString());
        Assert.Equal(4, options.Jobs);
        Assert.Equal(EngineChoice.Interpreter, options.Engine);
        Assert.Equal(OutputFormat.Json, options.Format);
        Assert.True(options.Force && options.Strict && options.Selection.Installed && options.Selection.StandardLibrary && options.Global.Offline);
    }

    [Fact]
    public void A_variable_of_kiln_comes_before_uvs_and_an_option_before_both()
    {
        Dictionary<string, string> variables = new()
        {
            ["UV_PYTHON"] = "3.11",
            ["UV_CONCURRENT_INSTALLS"] = "3",
            ["KILN_CONCURRENT_INSTALLS"] = "2",
            ["UV_COMPILE_BYTECODE_TIMEOUT"] = "0",
            ["KILN_PYTHON"] = "",
        };

        Assert.Equal("3.11", Compile(variables).Selection.Python);
        Assert.Equal("3.9", Compile(variables, "-p", "3.9").Selection.Python);
        Assert.Equal(2, Compile(variables).Jobs);
        Assert.Equal(7, Compile(variables, "--jobs", "7").Jobs);
        Assert.Null(Compile(variables, "--jobs", "0").Jobs);
        Assert.Equal(TimeSpan.Zero, Compile(variables).FileTimeout);
    }

    [Theory]
    [InlineData("CHECKED_HASH", null, InvalidationMode.CheckedHash)]
    [InlineData("unchecked-hash", null, InvalidationMode.UncheckedHash)]
    [InlineData(null, "0", InvalidationMode.CheckedHash)]
    [InlineData("timestamp", "0", InvalidationMode.Timestamp)]
    [InlineData("", "", InvalidationMode.Timestamp)]
    public void The_invalidation_mode_follows_pythons_variables(string? mode, string? epoch, InvalidationMode expected)
    {
        Dictionary<string, string> variables = [];
        if (mode is not null)
            variables["PYC_INVALIDATION_MODE"] = mode;
        if (epoch is not null)
            variables["SOURCE_DATE_EPOCH"] = epoch;

        Assert.Equal(expected, Compile(variables).Mode);
        Assert.Equal(InvalidationMode.Timestamp, Compile(variables, "--invalidation-mode", "timestamp").Mode);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("5", 2)]
    [InlineData("yes", 1)]
    [InlineData("-1", 1)]
    public void The_level_is_the_one_that_python_would_use(string variable, int expected)
    {
        Dictionary<string, string> variables = new() { ["PYTHONOPTIMIZE"] = variable };

        Assert.Equal([expected], Compile(variables).Levels);
        Assert.Equal([1], Compile(variables, "-o", "1").Levels);
    }

    [Fact]
    public void What_changes_code_on_purpose_is_handed_on()
    {
        Dictionary<string, string> variables = new() { ["PYTHONNODEBUGRANGES"] = "1", ["PYTHONINTMAXSTRDIGITS"] = "640", ["PYTHONWARNINGS"] = "error" };

        Assert.Equal(["no_debug_ranges", "int_max_str_digits=640"], Compile(variables).InterpreterFlags);
    }

    [Fact]
    public void A_relative_bytecode_prefix_is_meant_from_the_current_folder()
    {
        var options = Compile(new() { ["PYTHONPYCACHEPREFIX"] = "cache" });

        Assert.Equal(options.Global.CurrentFolder / "cache", options.Selection.CachePrefix);
        Assert.True(Compile([]).Selection.CachePrefix.IsEmpty);
    }

    [Fact]
    public void Verify_and_clear_read_all_their_words()
    {
        var context = Context([]);
        var verify = new VerifyCommand(context);
        var verifyOptions = verify.Read(Parse(context, verify.Build(), "verify", "a", "--for-deploy", "-o", "1", "--exclude", "x"));
        var clear = new ClearCommand(context);
        var clearOptions = clear.Read(Parse(context, clear.Build(), "clear", "--tag", "cpython-312", "--older-than", "2w", "--orphans", "--dry-run"));

        Assert.True(verifyOptions.ForDeploy);
        Assert.Equal([1], verifyOptions.Levels);
        Assert.Equal(["x"], verifyOptions.Selection.Exclude);
        Assert.Equal(["cpython-312"], clearOptions.Tags);
        Assert.Empty(clearOptions.Levels);
        Assert.Equal(TimeSpan.FromDays(14), clearOptions.OlderThan);
        Assert.True(clearOptions.Orphans && clearOptions.DryRun);
    }

    private static CompileTreesOptions Compile(Dictionary<string, string> variables, params string[] words)
    {
        var context = Context(variables);
        var command = new CompileCommand(context);
        return command.Read(Parse(context, command.Build(), ["compile", .. words]));
    }

    private static CommandContext Context(Dictionary<string, string> variables) =>
        new(new EnvironmentVariables(variables), new Output(TextWriter.Null, TextWriter.Null, new TerminalFacts()), new Interruption());

    private static ParseResult Parse(CommandContext context, Command command, params string[] words)
    {
        var root = new RootCommand { command };
        foreach (var option in context.Global.All)
            root.Add(option);
        return root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }
}
