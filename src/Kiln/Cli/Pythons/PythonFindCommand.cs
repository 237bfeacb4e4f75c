using System.CommandLine;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python find</c>.</summary>
internal sealed class PythonFindCommand(CommandContext context)
{
    private readonly Argument<string?> _request = new("REQUEST") { Description = "What to find, by default what a command would use [env: KILN_PYTHON]", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _noProject = Words.Flag("Look for no project around [env: KILN_NO_PROJECT]", "--no-project", "--no-workspace");
    private readonly FlagPair _system = new(Words.Flag("Pass over environments [env: KILN_SYSTEM_PYTHON]", "--system"), Words.Flag("", "--no-system").Unlisted());
    private readonly Option<string?> _script = Words.Value("The Python for a script, by what it says of itself", "FILE", "--script");
    private readonly Option<bool> _showVersion = Words.Flag("Print the version instead of the path", "--show-version");
    private readonly Option<bool> _resolveLinks = Words.Flag("Print the path behind links", "--resolve-links");
    private readonly DownloadOptionSet _downloads = new(withMirrors: false);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("find", "Print the path of a Python");
        command.Add(_request);
        foreach (Option option in (Option[])[_noProject, .. _system.All, _script, _showVersion, _resolveLinks, .. _downloads.All])
            command.Add(option);
        command.SetAction(result => FindPython.Run(Read(result), context.Output));
        return command;
    }

    private FindPythonOptions Read(ParseResult result) => new()
    {
        Global = _downloads.Complete(context.Global.Read(result), result),
        Request = result.GetValue(_request) ?? context.Environment.Python,
        NoProject = result.GetValue(_noProject) || context.Environment.NoProject,
        IsSystem = _system.Read(result) ?? context.Environment.UsesSystemPython ?? false,
        Script = result.GetValue(_script) is { } script ? RawText.ToPath(script) : default,
        ShowsVersion = result.GetValue(_showVersion),
        ResolvesLinks = result.GetValue(_resolveLinks),
    };
}
