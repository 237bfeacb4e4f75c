using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that the commands which look at an environment share.</summary>
internal sealed class InspectOptionSet(CommandContext context)
{
    private readonly FlagPair _strict = new(Words.Flag("Say what is wrong in the environment, too", "--strict"), Words.Flag("", "--no-strict").Unlisted());
    private readonly TargetOptionSet _target = new(context, changes: false);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _strict.All, .. _target.All];

    /// <summary>The environment.</summary>
    public TargetOptions Target(ParseResult result) => _target.Read(result);

    /// <summary>Say what is wrong.</summary>
    public bool Strict(ParseResult result) => _strict.Read(result) ?? context.Settings(result).Strict ?? false;

    /// <summary>Where newer versions are looked for.</summary>
    public NewestQuery Newest(ParseResult result, IndexOptionSet index, UvGlobalOptionSet uv) =>
        new(index.Read(result), uv.Network.Read(result, context.Global.Read(result).Surroundings, context.Settings(result)));
}
