using System.CommandLine;
using Kiln.Cli.Pip;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python</c>: the commands about interpreters.</summary>
internal static class PythonCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Build(CommandContext context)
    {
        var uv = new UvGlobalOptionSet(context.Environment);
        var python = new Command("python", "Install, list, find and remove Pythons");
        foreach (var option in uv.All)
            python.Add(option);
        python.Add(new PythonListCommand(context).Build());
        python.Add(new PythonInstallCommand(context, upgrades: false).Build());
        python.Add(new PythonInstallCommand(context, upgrades: true).Build());
        python.Add(new PythonFindCommand(context).Build());
        python.Add(new PythonPinCommand(context).Build());
        python.Add(new PythonDirCommand(context).Build());
        python.Add(new PythonUninstallCommand(context).Build());
        python.Add(PythonDirCommand.BuildUpdateShell(context));
        return python;
    }
}
