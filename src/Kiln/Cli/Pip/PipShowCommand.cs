using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip show</c>.</summary>
internal sealed class PipShowCommand(CommandContext context)
{
    private readonly Argument<string[]> _packages = new("PACKAGE") { Description = "The packages", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _files = Words.Flag("List their files too", "--files", "-f");
    private readonly InspectOptionSet _inspect = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("show", "Tell what is known of installed packages");
        command.Add(_packages);
        foreach (Option option in (Option[])[_files, .. _inspect.All])
            command.Add(option);
        command.SetAction(result => ShowPackages.Run(Read(result), context.Output));
        return command;
    }

    private ShowPackagesOptions Read(ParseResult result) => new()
    {
        Global = context.Global.Read(result),
        Target = _inspect.Target(result),
        Strict = _inspect.Strict(result),
        Packages = result.GetValue(_packages) ?? [],
        Files = result.GetValue(_files),
    };
}
