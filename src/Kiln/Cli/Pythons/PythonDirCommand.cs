using System.CommandLine;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python dir</c> and <c>kiln python update-shell</c>.</summary>
internal sealed class PythonDirCommand(CommandContext context)
{
    private readonly Option<bool> _programs = Words.Flag("The folder of their programs", "--bin");

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("dir", "Print the folder of managed Pythons") { _programs };
        command.SetAction(result => ShowPythonFolder.Run(context.Global.Read(result), result.GetValue(_programs), context.Output));
        return command;
    }

    /// <summary><c>update-shell</c></summary>
    public static Command BuildUpdateShell(CommandContext context)
    {
        var command = new Command("update-shell", "Put the folder of programs on PATH, in the files of your shell");
        command.Aliases.Add("ensurepath");
        command.SetAction(result => UpdateShell.Run(context.Global.Read(result), context.Output));
        return command;
    }
}
