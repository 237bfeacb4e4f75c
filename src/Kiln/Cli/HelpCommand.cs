using System.CommandLine;

namespace Kiln.Cli;

/// <summary><c>kiln help [COMMAND…]</c>, the same as <c>kiln COMMAND… --help</c>.</summary>
internal static class HelpCommand
{
    /// <summary>The command's words.</summary>
    public static Command Build(RootCommand root, CommandContext context)
    {
        var path = new Argument<string[]>("COMMAND") { Description = "The command to explain", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Show what a command does, and its options") { path };
        command.SetAction(result =>
        {
            context.Output.WriteData(Text(root, result.GetValue(path)!));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The help of the command that these words name.</summary>
    public static string Text(RootCommand root, IEnumerable<string> path)
    {
        var result = root.Parse([.. path, "--help"]);
        if (result.CommandResult.Command is AbsentCommand absent)
            throw absent.Refusal();
        if (result.UnmatchedTokens is [var unknown, ..])
            throw UsageError.UnknownCommand(unknown, result.CommandResult.Command);
        return Invocation.Run(result).Text;
    }
}
