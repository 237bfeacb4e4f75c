using System.CommandLine;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python pin</c>.</summary>
internal sealed class PythonPinCommand(CommandContext context)
{
    private readonly Argument<string?> _request = new("REQUEST") { Description = "The Python to pin, by default none: what is pinned is shown", Arity = ArgumentArity.ZeroOrOne };
    private readonly FlagPair _resolved = new(Words.Flag("Write the path of the Python that is found", "--resolved"), Words.Flag("", "--no-resolved").Unlisted());
    private readonly Option<bool> _noProject = Words.Flag("Do not compare with the project around [env: KILN_NO_PROJECT]", "--no-project", "--no-workspace");
    private readonly Option<bool> _global = Words.Flag("The user's pin, where no folder has one", "--global");
    private readonly Option<bool> _remove = Words.Flag("Remove the pin", "--rm");
    private readonly DownloadOptionSet _downloads = new(withMirrors: false);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("pin", "Show or write the file that says which Python a folder wants");
        command.Add(_request);
        foreach (Option option in (Option[])[.. _resolved.All, _noProject, _global, _remove, .. _downloads.All])
            command.Add(option);
        command.SetAction(result => new PinPython(Read(result), context.Output).Run());
        return command;
    }

    private PinPythonOptions Read(ParseResult result)
    {
        Conflict.RefuseIf(result.GetValue(_remove) && result.GetValue(_request) is not null, _remove.Name, "REQUEST");
        Conflict.RefuseIf(result.GetValue(_remove) && _resolved.Read(result) == true, _remove.Name, "--resolved");
        return new PinPythonOptions
        {
            Global = _downloads.Complete(context.Global.Read(result), result),
            Request = result.GetValue(_request),
            IsResolved = _resolved.Read(result) ?? false,
            NoProject = result.GetValue(_noProject) || context.Environment.NoProject,
            IsGlobal = result.GetValue(_global),
            Removes = result.GetValue(_remove),
        };
    }
}
