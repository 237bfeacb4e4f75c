using System.CommandLine;
using Kiln.Engine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip list</c>.</summary>
internal sealed class PipListCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private static readonly Choice<PackageListFormat> Formats = new(
        ("columns", PackageListFormat.Columns), ("freeze", PackageListFormat.Freeze), ("json", PackageListFormat.Json));

    private readonly Option<bool> _editable = Words.Flag("Only projects in development mode", "--editable", "-e");
    private readonly Option<bool> _excludeEditable = Words.Flag("No projects in development mode", "--exclude-editable");
    private readonly Option<string[]> _exclude = Words.Values("Leave this package out; repeatable", "NAME", "--exclude");
    private readonly Option<string?> _format = Words.Value("How the list is written", Formats.HelpName, "--format").WithValues(Formats.Names);
    private readonly FlagPair _outdated = new(Words.Flag("Only packages of which the index has a newer version", "--outdated"), Words.Flag("", "--no-outdated").Unlisted());
    private readonly InspectOptionSet _inspect = new(context);
    private readonly IndexOptionSet _index = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("list", "List the packages of an environment");
        command.Aliases.Add("ls");
        foreach (Option option in (Option[])[_editable, _excludeEditable, _exclude, _format, .. _outdated.All, .. _inspect.All, .. _index.All])
            command.Add(option);
        command.SetAction(result => ListPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    private ListPackagesOptions Read(ParseResult result)
    {
        bool isOutdated = _outdated.Read(result) == true;
        if (isOutdated && result.GetValue(_format) == "freeze")
            throw new UserErrorException("`--outdated` cannot be used with `--format freeze`") { Hint = "it has no place for newer versions", IsUsage = true };
        return new ListPackagesOptions
        {
            Global = context.Global.Read(result),
            Target = _inspect.Target(result),
            Strict = _inspect.Strict(result),
            Outdated = isOutdated ? _inspect.Newest(result, _index, uv) : null,
            Format = Formats.Parse(result.GetValue(_format) ?? "columns", _format.Name),
            Editable = result.GetValue(_editable) ? true : result.GetValue(_excludeEditable) ? false : null,
            Exclude = result.GetValue(_exclude) ?? [],
        };
    }
}
