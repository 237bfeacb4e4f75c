using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip check</c>.</summary>
internal sealed class PipCheckCommand(CommandContext context)
{
    private readonly TargetOptionSet _target = new(context, changes: false, hasFolders: false);
    private readonly PlatformOptionSet _platform = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("check", "Say whether the packages of an environment go together");
        foreach (Option option in (Option[])[.. _target.All, .. _platform.All])
            command.Add(option);
        command.SetAction(result => CheckPackages.Run(Read(result), context.Output));
        return command;
    }

    private CheckPackagesOptions Read(ParseResult result) => new()
    {
        Global = context.Global.Read(result),
        Target = _target.Read(result),
        PythonVersion = _platform.Version(result),
        PythonPlatform = _platform.Platform(result),
    };
}
