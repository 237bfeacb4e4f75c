using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln clear</c>.</summary>
internal sealed class ClearCommand
{
    private readonly CommandContext _context;
    private readonly SelectionOptionSet _selection;
    private readonly ReportOptionSet _report = new("Only bytecode of this optimisation level; repeatable");
    private readonly Option<string[]> _tags = Words.Values("Only bytecode of this interpreter, such as cpython-312; repeatable", "TAG", "--tag");
    private readonly Option<string?> _olderThan = Words.Value("Only bytecode written longer ago, such as 30d or 12h", "AGE", "--older-than");
    private readonly Option<bool> _orphans = Words.Flag("Bytecode whose source is gone, too", "--orphans");
    private readonly Option<bool> _dryRun = Words.Flag("Only say what would be removed", "--dry-run");

    /// <summary>The command in this run.</summary>
    public ClearCommand(CommandContext context)
    {
        _context = context;
        _selection = new SelectionOptionSet("clear", canExclude: false, context.Environment);
    }

    /// <summary>The command's words.</summary>
    public Command Build()
    {
        var command = new Command("clear", "Remove compiled bytecode, and only that");
        _selection.AddTo(command);
        command.Add(_tags);
        _report.AddLevelsTo(command);
        command.Add(_olderThan);
        command.Add(_orphans);
        command.Add(_dryRun);
        _report.AddFormatTo(command);
        command.SetAction(result => ClearTrees.Run(Read(result), _context.Output, _context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public ClearTreesOptions Read(ParseResult result)
    {
        var global = _context.Global.Read(result);
        return new ClearTreesOptions
        {
            Global = global,
            Selection = _selection.Read(result, global),
            Tags = result.GetValue(_tags) ?? [],
            Levels = _report.Levels(result),
            OlderThan = result.GetValue(_olderThan) is { } age ? Age.Parse(age, _olderThan.Name) : null,
            Orphans = result.GetValue(_orphans),
            DryRun = result.GetValue(_dryRun),
            Format = _report.Format(result),
        };
    }
}
