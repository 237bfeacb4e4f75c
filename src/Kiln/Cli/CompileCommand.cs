using System.CommandLine;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln compile</c>.</summary>
internal sealed class CompileCommand
{
    private readonly CommandContext _context;
    private readonly SelectionOptionSet _selection;
    private readonly ReportOptionSet _report = new("Optimisation level, as python's -O and -OO; repeatable; else PYTHONOPTIMIZE's, or 0");
    private readonly Option<string?> _mode = Words.Value(
        "How bytecode is found to be stale [env: PYC_INVALIDATION_MODE]", string.Join('|', InvalidationModeName.All), "--invalidation-mode")
        .WithValues([.. InvalidationModeName.All]);
    private readonly Option<string?> _stripPrefix = Words.Value("Left off the file names in tracebacks, as compileall's -s", "DIR", "--strip-prefix", "-s");
    private readonly Option<string?> _prependPrefix = Words.Value("Put before the file names in tracebacks, as compileall's -p", "DIR", "--prepend-prefix");
    private readonly Option<bool> _force = Words.Flag("Compile what is current too", "--force", "-f");
    private readonly Option<bool> _strict = Words.Flag("Exit 1 also where sources were skipped, such as for a syntax error", "--strict");
    private readonly Option<string?> _jobs = Words.Value(
        "Most files compiled at once; else as many as cores and memory allow [env: KILN_CONCURRENT_INSTALLS]", "N", "--jobs", "-j");
    private readonly Option<string?> _engine = Words.Value("Who compiles [env: KILN_ENGINE]", EnvironmentVariables.Engines.HelpName, "--engine")
        .WithValues(EnvironmentVariables.Engines.Names);
    private readonly Option<bool> _verifyEngine = Words.Flag("Compile with both engines and tell where they differ", "--verify-engine");

    /// <summary>The command in this run.</summary>
    public CompileCommand(CommandContext context)
    {
        _context = context;
        _selection = new SelectionOptionSet("compile", canExclude: true, context.Environment);
    }

    /// <summary>An invalidation mode by its name; an error that names all three if it is none.</summary>
    public static InvalidationMode ParseMode(string text, string source) =>
        InvalidationModeName.TryParse(text, out var mode) ? mode : throw InvalidValue.Error(text, source, $"it is one of {InvalidValue.List(InvalidationModeName.All)}");

    /// <summary>The command's words.</summary>
    public Command Build()
    {
        var command = new Command("compile", "Compile Python sources, so that no import has to");
        _selection.AddTo(command);
        command.Add(_mode);
        _report.AddLevelsTo(command);
        command.Add(_stripPrefix);
        command.Add(_prependPrefix);
        command.Add(_force);
        command.Add(_strict);
        command.Add(_jobs);
        command.Add(_engine);
        command.Add(_verifyEngine);
        _report.AddFormatTo(command);
        command.SetAction(result => CompileTrees.Run(Read(result), _context.Output, _context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public CompileTreesOptions Read(ParseResult result)
    {
        var environment = _context.Environment;
        var global = _context.Global.Read(result);
        var levels = _report.Levels(result);
        return new CompileTreesOptions
        {
            Global = global,
            Selection = _selection.Read(result, global),
            Mode = result.GetValue(_mode) is { } mode ? ParseMode(mode, _mode.Name) : environment.InvalidationMode,
            Levels = levels.Count > 0 ? levels : [environment.OptimizationLevel],
            StripPrefix = RawText.ToPath(result.GetValue(_stripPrefix) ?? ""),
            PrependPrefix = RawText.ToPath(result.GetValue(_prependPrefix) ?? ""),
            Force = result.GetValue(_force),
            Strict = result.GetValue(_strict),
            Jobs = Jobs(result),
            FileTimeout = environment.FileTimeout ?? TimeSpan.FromSeconds(60),
            Engine = result.GetValue(_engine) is { } engine ? EnvironmentVariables.Engines.Parse(engine, _engine.Name) : environment.Engine,
            ComparesEngines = result.GetValue(_verifyEngine),
            InterpreterFlags = environment.InterpreterFlags,
            Format = _report.Format(result),
        };
    }

    /// <summary>The option as compileall reads it (0: as many as there are cores), the variable as uv does.</summary>
    private int? Jobs(ParseResult result)
    {
        if (result.GetValue(_jobs) is { } text)
            return WholeNumber.Parse(text, _jobs.Name, lowest: 0) is var jobs and > 0 ? jobs : null;
        return _context.Environment.Jobs is { } variable ? WholeNumber.Parse(variable.Value, variable.Name, lowest: 1) : null;
    }
}
