using System.CommandLine;

namespace Kiln.Cli;

/// <summary>The tree of commands, and the only catch of the program.</summary>
internal static class CommandLine
{
    /// <summary>Runs the words after the program's name; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Installs Python packages, environments and interpreters, and leaves them compiled.");
        var c = new Command("compile", "Compile"); c.Add(new Option<bool>("--force")); root.Add(c);
        return root.Parse(arguments).Invoke();
    }
}
