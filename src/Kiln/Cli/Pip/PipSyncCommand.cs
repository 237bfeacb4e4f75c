using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip sync</c>.</summary>
internal sealed class PipSyncCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Files that list all that is to be in the environment; `-` is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly FlagPair _allowEmpty = new(
        Words.Flag("Let files without any requirement empty the environment", "--allow-empty-requirements"),
        Words.Flag("", "--no-allow-empty-requirements").Unlisted());
    private readonly Option<bool> _user = Words.Flag("", "--user").Unlisted();
    private readonly PipToolsCompatibilityOptions _compatibility = new();
    private readonly ChangeOptionSet _change = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("sync", "Make an environment hold exactly what files list, compiled");
        command.Add(_files);
        foreach (Option option in (Option[])[.. _allowEmpty.All, .. _change.All, _user, .. _compatibility.All])
            command.Add(option);
        command.SetAction(result => SyncPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public SyncPackagesOptions Read(ParseResult result)
    {
        if (result.GetValue(_user))
            throw PipCommand.UserRefusal();
        _compatibility.Require(result);
        var global = context.Global.Read(result);
        return _change.Complete(new SyncPackagesOptions
        {
            Global = global,
            Network = uv.Network.Read(result, global.Surroundings, context.Settings(result)),
            Target = _change.Target(result),
            Index = _change.Index(result),
            Build = _change.Build(result),
            WritesInstallerMetadata = uv.WritesInstallerMetadata(result),
            Files = result.GetValue(_files) ?? [],
            AllowEmpty = _allowEmpty.Read(result) ?? context.Settings(result).AllowsEmpty ?? false,
        }, result);
    }
}
