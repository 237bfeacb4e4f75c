using System.CommandLine;

namespace Kiln.Cli;

/// <summary>Short ways to declare options and arguments; every value is read as text and given its meaning by the command.</summary>
internal static class Words
{
    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string description, string name, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with one value.</summary>
    public static Option<string?> Value(string description, string valueName, string name, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = valueName, Arity = ArgumentArity.ExactlyOne };

    /// <summary>An option with one value, that may be given several times.</summary>
    public static Option<string[]> Values(string description, string valueName, string name, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = valueName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>Offers these values to shell completion.</summary>
    public static Option<T> WithValues<T>(this Option<T> option, params string[] values)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>Accepts the option, and does not show it in help.</summary>
    public static Option<T> Unlisted<T>(this Option<T> option)
    {
        option.Hidden = true;
        return option;
    }

    /// <summary>Lets all commands below understand the option too.</summary>
    public static Option<T> EverywhereBelow<T>(this Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}
