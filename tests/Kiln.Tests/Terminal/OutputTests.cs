using Kiln.Engine;
using Kiln.Terminal;
using Microsoft.Extensions.Logging;

namespace Kiln.Tests.Terminal;

/// <summary>What is printed where, at which verbosity, in which colours.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly StringWriter _data = new() { NewLine = "\n" };
    private readonly StringWriter _messages = new() { NewLine = "\n" };

    [Theory]
    [InlineData(0, 0, "data\n", "message\nwarning: careful\nerror: no\n")]
    [InlineData(0, 1, "data\n", "message\ndetail\nwarning: careful\nerror: no\n")]
    [InlineData(1, 0, "data\n", "error: no\n")]
    [InlineData(1, 1, "data\n", "error: no\n")]
    [InlineData(2, 0, "", "")]
    public void Quiet_and_verbose(int quiet, int verbose, string data, string messages)
    {
        var output = new Output(_data, _messages, new TerminalFacts()) { Settings = new OutputSettings { Quiet = quiet, Verbose = verbose } };

        output.WriteData("data");
        output.WriteMessage("message");
        output.WriteDetail("detail");
        output.Warn("careful");
        output.WriteError(new UserErrorException("no"));

        Assert.Equal((data, messages), (_data.ToString(), _messages.ToString()));
    }

    [Fact]
    public void An_error_shows_its_causes_details_and_hint()
    {
        var output = new Output(_data, _messages, new TerminalFacts());

        output.WriteError(new UserErrorException("cannot start `python`", new IOException("no such file"))
        {
            Details = "Traceback:\n  boom\n",
            Hint = "use another with `-p`",
        });

        Assert.Equal("""
            error: cannot start `python`
              caused by: no such file

                Traceback:
                  boom

            hint: use another with `-p`

            """, _messages.ToString());
    }

    [Fact]
    public void A_bug_asks_for_a_report_and_shows_where_it_happened_when_verbose()
    {
        var output = new Output(_data, _messages, new TerminalFacts());
        output.WriteUnexpected(Thrown());
        Assert.Equal(
            "error: Kiln failed where it should not: InvalidOperationException: boom\n"
            + "hint: this is a bug of Kiln, please report it with the command and what it prints with `-v`\n",
            _messages.ToString());

        output.Settings = new OutputSettings { Verbose = 1 };
        output.WriteUnexpected(Thrown());
        Assert.Contains($"at {typeof(OutputTests).FullName}.{nameof(Thrown)}", _messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR=1", "auto", true, false)]
    [InlineData("", "auto", true, true)]
    [InlineData("", "auto", false, false)]
    [InlineData("FORCE_COLOR=1", "auto", false, true)]
    [InlineData("CLICOLOR_FORCE=0", "auto", false, false)]
    [InlineData("CLICOLOR_FORCE=1", "auto", false, true)]
    [InlineData("NO_COLOR=1 FORCE_COLOR=1", "auto", true, false)]
    [InlineData("NO_COLOR=1", "always", false, true)]
    [InlineData("FORCE_COLOR=1", "never", true, false)]
    [InlineData("NO_COLOR=", "auto", true, true)]
    public void Colours(string variables, string option, bool isTerminal, bool expected)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);
        var facts = new TerminalFacts { MessagesAreSeen = isTerminal, WantedColor = TerminalFacts.ColorOf(values.GetValueOrDefault) };
        var output = new Output(_data, _messages, facts) { Settings = new OutputSettings { Color = Enum.Parse<ColorChoice>(option, ignoreCase: true) } };

        output.Warn("careful");

        Assert.Equal(expected ? "\e[1;33mwarning:\e[0m careful\n" : "warning: careful\n", _messages.ToString());
    }

    [Fact]
    public void The_engines_log_appears_only_when_asked_for()
    {
        foreach (int verbose in (int[])[0, 1, 2])
        {
            var logger = new OutputLogger(new Output(_data, _messages, new TerminalFacts()) { Settings = new OutputSettings { Verbose = verbose } });
            foreach (var level in (LogLevel[])[LogLevel.Debug, LogLevel.Trace])
                logger.Log(level, default, verbose, null, static (state, _) => $"said at {state}");
        }

        Assert.Equal("debug: said at 1\ndebug: said at 2\ntrace: said at 2\n", _messages.ToString());
    }

    [Fact]
    public void A_full_disk_under_stdout_is_an_error()
    {
        using var full = new FullWriter();
        var output = new Output(full, _messages, new TerminalFacts());

        Assert.Equal("cannot write to standard output", Assert.Throws<UserErrorException>(() => output.WriteData("x")).Message);
    }

    public void Dispose()
    {
        _data.Dispose();
        _messages.Dispose();
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("boom");
        }
        catch (InvalidOperationException error)
        {
            return error;
        }
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Flush() => throw new IOException("no space left on device");
    }
}
