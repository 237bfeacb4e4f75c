using Kiln.Engine;
using Kiln.Engine.Managed;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary>Says what to do so that installed programs are found by their names, in uv's words.</summary>
internal static class PathAdvice
{
    /// <summary>Warns if the folder of programs is not on PATH.</summary>
    public static void Tell(BinFolder bin, Surroundings surroundings, Output output)
    {
        if (bin.IsOnPath(surroundings))
            return;
        var shell = UserShell.Find(surroundings);
        string sentence = shell?.PrependCommand(bin.Path) switch
        {
            null => "add the directory to your PATH",
            var command when shell.FilesIn(surroundings).Count > 0 => $"run `{command}` or `kiln python update-shell`",
            var command => $"run `{command}`",
        };
        output.Warn($"`{bin.Path}` is not on your PATH. To use installed Python executables, {sentence}.");
    }
}
