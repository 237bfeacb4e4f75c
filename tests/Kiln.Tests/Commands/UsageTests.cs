using System.Text;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>What Kiln answers to words that make no sense: exit 2, one sentence, one hint, nothing on stdout.</summary>
public sealed class UsageTests
{
    private static readonly string[][] Lines =
    [
        ["compil"],
        ["comiple", "x"],
        ["frobnicate"],
        ["cache", "dri"],
        ["cache", "dir", "x"],
        ["help", "compil"],
        ["compile", "--forse"],
        ["compile", "-x", "src"],
        ["compile", "--no-compile-bytecode-please"],
        ["compile", "-p"],
        ["compile", "-p", "3.12", "-p", "3.13"],
        ["compile", ""],
        ["compile", "--invalidation-mode", "mtime"],
        ["compile", "-o", "3"],
        ["compile", "--jobs", "many"],
        ["compile", "--jobs=-1"],
        ["compile", "--engine", "pypy"],
        ["compile", "--output-format", "xml"],
        ["compile", "--color", "purple"],
        ["clear", "--older-than", "30"],
        ["clear", "--older-than", "99999999999d"],
        ["generate-shell-completion"],
        ["generate-shell-completion", "csh"],
        ["cache", "dir", "--no-cache"],
        ["--directory", "/nowhere/at all", "cache", "dir"],
    ];

    [Fact]
    public void Unknown_words_print_usage_and_exit_2()
    {
        var text = new StringBuilder();
        foreach (string[] line in Lines)
        {
            var run = CommandRun.Of(line);
            Assert.Equal(2, run.ExitCode);
            Assert.Empty(run.Data);
            text.Append("$ kiln ").AppendJoin(' ', line.Select(static word => word.Length == 0 || word.Contains(' ') ? $"'{word}'" : word)).Append('\n');
            text.Append(run.Messages).Append('\n');
        }
        Snapshot.Match(text.ToString(), "usage");
    }

    [Theory]
    [InlineData("run", "--with", "x", "script.py")]
    [InlineData("sync")]
    [InlineData("lock", "--check")]
    [InlineData("add", "requests")]
    [InlineData("remove", "requests")]
    [InlineData("tool", "install", "ruff")]
    [InlineData("init")]
    [InlineData("tree", "--help")]
    [InlineData("export", "-o", "x")]
    [InlineData("build")]
    [InlineData("publish")]
    [InlineData("auth", "login")]
    [InlineData("version")]
    [InlineData("format")]
    [InlineData("self", "update")]
    [InlineData("help", "run")]
    public void Commands_of_uv_name_uv(params string[] words)
    {
        string name = words[0] == "help" ? words[1] : words[0];
        var run = CommandRun.Of(words);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"error: `kiln {name}` does not exist; Kiln installs and compiles, use `uv {name}`\n", run.Messages);
    }

    [Theory]
    [InlineData("KILN_NO_PROGRESS", "maybe", "it is one of")]
    [InlineData("UV_NO_CACHE", "2", "it is one of")]
    [InlineData("KILN_ENGINE", "fast", "`auto`, `native` or `interpreter`")]
    [InlineData("UV_CONCURRENT_INSTALLS", "0", "it is a whole number, 1 or more")]
    [InlineData("UV_COMPILE_BYTECODE_TIMEOUT", "1.5", "it is a whole number, 0 or more")]
    [InlineData("PYC_INVALIDATION_MODE", "mtime", "`timestamp`, `checked-hash` or `unchecked-hash`")]
    public void An_unknown_value_in_the_environment_names_what_is_allowed(string name, string value, string allowed)
    {
        var run = CommandRun.With(new() { [name] = value }, "compile", "x");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"error: invalid value `{value}` for `{name}`\nhint: ", run.Messages, StringComparison.Ordinal);
        Assert.Contains(allowed, run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_twice_prints_nothing_at_all()
    {
        Assert.Equal(new CommandRun(2, "", ""), CommandRun.Of("-qq", "compile", "--engine", "pypy"));
        Assert.Equal(new CommandRun(0, "", ""), CommandRun.Of("cache", "-q", "dir", "-q", "--cache-dir", "x"));
    }

    [Fact]
    public void The_cache_folder_is_the_first_that_is_named()
    {
        Dictionary<string, string> variables = new() { ["HOME"] = "/home/me", ["UV_CACHE_DIR"] = "/uv" };
        Assert.Equal("/home/me/.cache/kiln\n", CommandRun.With(variables, "cache", "dir").Data);
        variables["XDG_CACHE_HOME"] = "not/absolute";
        Assert.Equal("/home/me/.cache/kiln\n", CommandRun.With(variables, "cache", "dir").Data);
        variables["XDG_CACHE_HOME"] = "/xdg";
        Assert.Equal("/xdg/kiln\n", CommandRun.With(variables, "cache", "dir").Data);
        variables["KILN_CACHE_DIR"] = "/k";
        Assert.Equal("/k\n", CommandRun.With(variables, "cache", "dir").Data);
        Assert.Equal("/o\n", CommandRun.With(variables, "cache", "dir", "--cache-dir=/o").Data);
    }
}
