using System.CommandLine;

namespace Kiln.Cli;

/// <summary>Runs what a parsed line asks for, and catches what System.CommandLine itself prints: help and completions.</summary>
internal static class Invocation
{
    /// <summary>The exit code, and the text without the blanks that the help leaves at the ends of lines; empty if none was printed.</summary>
    public static (int ExitCode, string Text) Run(ParseResult result)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var configuration = new InvocationConfiguration { Output = text, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        int exitCode = result.Invoke(configuration);
        var lines = text.ToString().TrimEnd().Split('\n').Select(static line => line.TrimEnd());
        return (exitCode, string.Join('\n', lines));
    }
}
