using System.CommandLine;
using Kiln.Engine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip tree</c>.</summary>
internal sealed class PipTreeCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private readonly Option<bool> _specifiers = Words.Flag("Show the versions that are asked for", "--show-version-specifiers");
    private readonly Option<string?> _depth = Words.Value("Levels to show below the first", "N", "--depth", "-d");
    private readonly Option<string[]> _prune = Words.Values("Leave this package out, and what only it needs; repeatable", "NAME", "--prune");
    private readonly Option<string[]> _package = Words.Values("Only the tree of this package; repeatable", "NAME", "--package");
    private readonly Option<bool> _noDedupe = Words.Flag("Show a package's tree each time it is met", "--no-dedupe");
    private readonly Option<bool> _invert = Words.Flag("Show below a package what needs it", "--invert", "--reverse");
    private readonly Option<bool> _outdated = Words.Flag("Show the newest version that the index has", "--outdated");
    private readonly Option<bool> _sizes = Words.Flag("Show the sizes of wheels, as the index tells them", "--show-sizes");
    private readonly InspectOptionSet _inspect = new(context);
    private readonly IndexOptionSet _index = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("tree", "Show which package needs which");
        foreach (Option option in (Option[])[_specifiers, _depth, _prune, _package, _noDedupe, _invert, _outdated, _sizes, .. _inspect.All, .. _index.All])
            command.Add(option);
        command.SetAction(result => ShowTree.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    private ShowTreeOptions Read(ParseResult result)
    {
        if (result.GetValue(_sizes))
            throw new UserErrorException("`--show-sizes` asks the package index for the wheels that were installed, which Kiln does not do") { Hint = "leave `--show-sizes` out", IsUsage = true };
        return new ShowTreeOptions
        {
            Global = context.Global.Read(result),
            Target = _inspect.Target(result),
            Strict = _inspect.Strict(result),
            Outdated = result.GetValue(_outdated) ? _inspect.Newest(result, _index, uv) : null,
            Depth = result.GetValue(_depth) is { } depth ? WholeNumber.Parse(depth, _depth.Name, lowest: 0) : 255,
            Prune = result.GetValue(_prune) ?? [],
            Packages = result.GetValue(_package) ?? [],
            NoDedupe = result.GetValue(_noDedupe),
            Invert = result.GetValue(_invert),
            ShowSpecifiers = result.GetValue(_specifiers),
        };
    }
}
