using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>What the commands of one run share.</summary>
internal sealed class CommandContext(EnvironmentVariables environment, Output output, Interruption interruption)
{
    /// <summary>The options that every command understands.</summary>
    public GlobalOptionSet Global { get; } = new(environment);

    /// <summary>The environment variables.</summary>
    public EnvironmentVariables Environment => environment;

    /// <summary>Where everything is printed.</summary>
    public Output Output => output;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => interruption.Token;
}
