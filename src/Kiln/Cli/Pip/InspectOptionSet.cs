using System.CommandLine;
using Kiln.Engine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that the commands which look at an environment share.</summary>
internal sealed class InspectOptionSet(EnvironmentVariables environment)
{
    private readonly FlagPair _strict = new(Words.Flag("Say what is wrong in the environment, too", "--strict"), Words.Flag("", "--no-strict").Unlisted());
    private readonly TargetOptionSet _target = new(environment, changes: false);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _strict.All, .. _target.All];

    /// <summary>The environment.</summary>
    public TargetOptions Target(ParseResult result) => _target.Read(result);

    /// <summary>Say what is wrong.</summary>
    public bool Strict(ParseResult result) => _strict.Read(result) ?? false;

    /// <summary>The answer to what only an index knows.</summary>
    public static UserErrorException NeedsIndex(string option) =>
        new($"`{option}` asks the package index, which Kiln does not do yet") { Hint = $"leave `{option}` out", IsUsage = true };
}
