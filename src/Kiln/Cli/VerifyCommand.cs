using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln verify</c>.</summary>
internal sealed class VerifyCommand
{
    private readonly CommandContext _context;
    private readonly SelectionOptionSet _selection;
    private readonly ReportOptionSet _report = new("Optimisation level to look for; repeatable; else PYTHONOPTIMIZE's, or 0");
    private readonly Option<bool> _forDeploy = Words.Flag("Judge also whether it stays valid where file times are not kept (images, zips)", "--for-deploy");

    /// <summary>The command in this run.</summary>
    public VerifyCommand(CommandContext context)
    {
        _context = context;
        _selection = new SelectionOptionSet("verify", canExclude: true, context.Environment);
    }

    /// <summary>The command's words.</summary>
    public Command Build()
    {
        var command = new Command("verify", "Say for each source whether its bytecode will be used at run time, and if not, why");
        _selection.AddTo(command);
        _report.AddLevelsTo(command);
        command.Add(_forDeploy);
        _report.AddFormatTo(command);
        command.SetAction(result => VerifyTrees.Run(Read(result), _context.Output, _context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public VerifyTreesOptions Read(ParseResult result)
    {
        var global = _context.Global.Read(result);
        var levels = _report.Levels(result);
        return new VerifyTreesOptions
        {
            Global = global,
            Selection = _selection.Read(result, global),
            Levels = levels.Count > 0 ? levels : [_context.Environment.OptimizationLevel],
            ForDeploy = result.GetValue(_forDeploy),
            Format = _report.Format(result),
        };
    }
}
