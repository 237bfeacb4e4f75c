using System.CommandLine;
using System.CommandLine.Parsing;
using Kiln.Engine;

namespace Kiln.Cli;

/// <summary>What is wrong with a command line, in Kiln's words: exit 2.</summary>
internal static class UsageError
{
    /// <summary>The first thing that is wrong with the words that are there; null if nothing is.</summary>
    public static UserErrorException? Find(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (UnknownOption(result) is { } option)
            return Error($"unknown option `{option}`", command, Similar.To(option, OptionNames(result)));
        if (result.UnmatchedTokens is [var unknown, ..])
            return command.Subcommands.Count > 0 ? UnknownCommand(unknown, command) : Error($"unexpected argument `{unknown}`", command, []);
        bool lacksCommand = command.Subcommands.Count > 0;
        return result.Errors is [var first, ..] && !lacksCommand ? Error(Words(first), command, []) : null;
    }

    /// <summary>The error for a word that is no command of this one.</summary>
    public static UserErrorException UnknownCommand(string word, Command parent)
    {
        var names = parent.Subcommands.Where(static command => !command.Hidden).Select(static command => command.Name);
        return Error($"unknown command `{word}`", parent, Similar.To(word, names));
    }

    /// <summary>
    /// The first word that looks like an option and is none. System.CommandLine takes such a word for a PATH where a command has paths;
    /// behind <c>--</c> it is one.
    /// </summary>
    private static string? UnknownOption(ParseResult result)
    {
        if (result.UnmatchedTokens.FirstOrDefault(LooksLikeOption) is { } unmatched)
            return unmatched;
        var arguments = result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).ToHashSet();
        return result.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => LooksLikeOption(token.Value) && token.Type == TokenType.Argument && arguments.Contains(token))?.Value;
    }

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static IEnumerable<string> OptionNames(ParseResult result)
    {
        for (SymbolResult? level = result.CommandResult; level is not null; level = level.Parent)
        {
            foreach (var option in ((CommandResult)level).Command.Options.Where(static option => !option.Hidden))
            {
                yield return option.Name;
                foreach (string alias in option.Aliases)
                    yield return alias;
            }
        }
    }

    private static string Words(ParseError error) => error.SymbolResult switch
    {
        OptionResult { IdentifierToken: { } name } option when option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues =>
            $"option `{name.Value}` needs a value",
        OptionResult { IdentifierToken: { } name } option when option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues =>
            $"option `{name.Value}` is given more than once",
        ArgumentResult argument when argument.Tokens.Count < argument.Argument.Arity.MinimumNumberOfValues =>
            $"{argument.Argument.Name} is missing",
        _ => error.Message,
    };

    private static UserErrorException Error(string message, Command command, IReadOnlyList<string> similar)
    {
        string path = command is RootCommand ? "kiln" : string.Join(' ', command.Parents.OfType<Command>().Where(static parent => parent is not RootCommand)
            .Select(static parent => parent.Name).Prepend("kiln").Append(command.Name));
        string hint = similar.Count > 0 ? $"did you mean {string.Join(" or ", similar.Select(static name => $"`{name}`"))}?" : $"see `{path} --help`";
        return new UserErrorException(message) { Hint = hint, IsUsage = true };
    }
}
