using System.CommandLine;
using Kiln.Engine;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip</c>: the commands that change and show the packages of an environment.</summary>
internal static class PipCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Build(CommandContext context)
    {
        var uv = new UvGlobalOptionSet(context.Environment);
        var pip = new Command("pip", "Install, remove and show packages");
        foreach (var option in uv.All)
            pip.Add(option);
        pip.Add(new PipInstallCommand(context, uv).Build());
        pip.Add(new PipSyncCommand(context, uv).Build());
        pip.Add(new PipCompileCommand(context, uv).Build());
        pip.Add(new PipUninstallCommand(context, uv).Build());
        pip.Add(new PipListCommand(context, uv).Build());
        pip.Add(new PipFreezeCommand(context).Build());
        pip.Add(new PipShowCommand(context).Build());
        pip.Add(new PipCheckCommand(context).Build());
        pip.Add(new PipTreeCommand(context, uv).Build());
        return pip;
    }

    /// <summary>uv's answer to pip's <c>--user</c>.</summary>
    public static UserErrorException UserRefusal() => new("pip's `--user` is unsupported (use a virtual environment instead)") { IsUsage = true };
}
