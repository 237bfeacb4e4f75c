using System.CommandLine;
using System.CommandLine.Invocation;
using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>From the words after the program's name to an exit code; holds the only catch of the program.</summary>
internal static class CommandLine
{
    /// <summary>Arguments that begin with <c>@</c> are paths, not response files.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the words; returns the exit code.</summary>
    public static int Run(string[] words, EnvironmentVariables environment, Output output)
    {
        using var interruption = new Interruption();
        try
        {
            // Before the tree of commands exists: building and parsing it takes longer than all the rest of this answer.
            if (words is ["--version" or "-V"])
                return PrintVersion(output);
            var context = new CommandContext(environment, output, interruption) { Words = words };
            return Run(CommandTree.Build(context), RawArguments.Restore(words), context);
        }
        catch (Exception error) when (interruption.IsRequested && (error is OperationCanceledException or UserErrorException))
        {
            // A terminal sends Ctrl-C to the interpreters too, so that a question to one may have ended with an error.
            return interruption.ExitCode;
        }
        catch (UserErrorException error)
        {
            output.WriteError(error);
            return error.IsUsage ? ExitCode.Wrong : ExitCode.Mendable;
        }
        catch (Exception error)
        {
            output.WriteUnexpected(error);
            return ExitCode.Wrong;
        }
    }

    /// <summary>"kiln 0.1.0".</summary>
    private static int PrintVersion(Output output)
    {
        output.WriteData($"kiln {typeof(CommandLine).Assembly.GetName().Version!.ToString(3)}");
        return ExitCode.Done;
    }

    private static int Run(RootCommand tree, string[] words, CommandContext context)
    {
        var result = tree.Parse(words, Parsing);
        context.Output.Settings = context.Global.OutputSettings(result);
        if (result.CommandResult.Command is AbsentCommand absent)
            throw absent.Refusal();
        if (CommandTree.AsksForVersion(result))
            return PrintVersion(context.Output);
        if (!ActsByItself(result) && UsageError.Find(result) is { } error)
            throw error;
        if (LacksCommand(result))
        {
            context.Output.WriteMessage(HelpCommand.Text(tree, words));
            return ExitCode.Wrong;
        }

        var (exitCode, text) = Invocation.Run(result);
        if (text.Length > 0)
            context.Output.WriteData(text);
        return exitCode;
    }

    /// <summary>True for <c>--help</c> and <c>[suggest]</c>, to which the rest of the line need not make sense.</summary>
    private static bool ActsByItself(ParseResult result) =>
        result.Action is not ParseErrorAction && result.Action != result.CommandResult.Command.Action;

    /// <summary>True for <c>kiln</c> and <c>kiln cache</c>.</summary>
    private static bool LacksCommand(ParseResult result) => result.Action is ParseErrorAction && result.CommandResult.Command.Subcommands.Count > 0;
}
