using System.Text;
using Kiln.Cli;
using Kiln.Terminal;

namespace Kiln.Tests.Support;

/// <summary>A command line run in this process: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Data, string Messages)
{
    /// <summary>Runs these words with no environment variables and no terminal.</summary>
    public static CommandRun Of(params string[] words) => With([], words);

    /// <summary>Runs these words with these environment variables only.</summary>
    public static CommandRun With(Dictionary<string, string> variables, params string[] words)
    {
        using StringWriter data = new() { NewLine = "\n" }, messages = new() { NewLine = "\n" };
        int exitCode = CommandLine.Run(words, new EnvironmentVariables(variables), new Output(data, messages, new TerminalFacts()));
        return new CommandRun(exitCode, WithProgramName(data), WithProgramName(messages));
    }

    /// <summary>The three together, for snapshots.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("exit code ").Append(ExitCode).Append('\n');
        foreach (var (name, printed) in new[] { ("stdout", Data), ("stderr", Messages) })
        {
            if (printed.Length > 0)
                text.Append("--- ").Append(name).Append('\n').Append(printed);
        }
        return text.ToString();
    }

    /// <summary>System.CommandLine takes the program's name from the process, which here is the test runner.</summary>
    private static string WithProgramName(StringWriter printed) =>
        printed.ToString().Replace(System.CommandLine.RootCommand.ExecutableName + " ", "kiln ", StringComparison.Ordinal);
}
