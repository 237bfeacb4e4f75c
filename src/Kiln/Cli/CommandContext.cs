using System.CommandLine;
using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>What the commands of one run share.</summary>
internal sealed class CommandContext(EnvironmentVariables environment, Output output, Interruption interruption)
{
    /// <summary>The words behind the program's name, as they were typed.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The options that every command understands.</summary>
    public GlobalOptionSet Global { get; } = new(environment, output);

    /// <summary>The environment variables.</summary>
    public EnvironmentVariables Environment => environment;

    /// <summary>What configuration files say; they are read when the first setting is asked for.</summary>
    public Settings Settings(ParseResult result) => Global.Settings(result);

    /// <summary>Where everything is printed.</summary>
    public Output Output => output;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => interruption.Token;
}
