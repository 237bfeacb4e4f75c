using Kiln.Engine;
using Kiln.Engine.Managed;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python update-shell</c>: put the folder of programs on PATH, in the files of the user's shell.</summary>
internal static class UpdateShell
{
    /// <summary>Does it; returns the exit code.</summary>
    public static int Run(GlobalOptions global, Output output)
    {
        var bin = BinPlace.Of(global.Surroundings);
        if (bin.IsOnPath(global.Surroundings))
        {
            output.WriteMessage($"Executable directory {bin.Path} is already in PATH");
            return 0;
        }
        if (UserShell.Find(global.Surroundings) is not { } shell)
            throw Failure(bin, "the current shell could not be determined");
        var files = shell.FilesIn(global.Surroundings);
        if (shell.PrependCommand(bin.Path) is not { } command || files.Count == 0)
            throw Failure(bin, $"updating {shell.DisplayName} is currently unsupported");
        bool isChanged = false;
        foreach (var file in files)
        {
            if (!UserShell.AddTo(file, command, out bool isNew))
                continue;
            output.WriteMessage($"{(isNew ? "Created" : "Updated")} configuration file: {file}");
            isChanged = true;
        }
        if (!isChanged)
            throw Failure(bin, $"the {shell.DisplayName} configuration files are already up-to-date");
        output.WriteMessage("Restart your shell to apply changes");
        return 0;
    }

    private static UserErrorException Failure(BinFolder bin, string reason) =>
        new($"the executable directory `{bin.Path}` is not in PATH, but {reason}") { IsUsage = true };
}
