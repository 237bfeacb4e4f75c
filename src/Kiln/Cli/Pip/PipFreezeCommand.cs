using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip freeze</c>.</summary>
internal sealed class PipFreezeCommand(CommandContext context)
{
    private readonly Option<bool> _excludeEditable = Words.Flag("No projects in development mode", "--exclude-editable");
    private readonly Option<string[]> _exclude = Words.Values("Leave this package out; repeatable", "NAME", "--exclude");
    private readonly Option<string[]> _path = Words.Values("Look into this folder instead; repeatable", "DIR", "--path");
    private readonly InspectOptionSet _inspect = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("freeze", "List the packages of an environment as requirements");
        foreach (Option option in (Option[])[_excludeEditable, _exclude, _path, .. _inspect.All])
            command.Add(option);
        command.SetAction(result => ListPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    private ListPackagesOptions Read(ParseResult result) => new()
    {
        Global = context.Global.Read(result),
        Target = _inspect.Target(result),
        Strict = _inspect.Strict(result),
        Format = PackageListFormat.Requirements,
        Editable = result.GetValue(_excludeEditable) ? false : null,
        Exclude = result.GetValue(_exclude) ?? [],
        Folders = result.GetValue(_path) ?? [],
    };
}
