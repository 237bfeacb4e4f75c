using System.CommandLine;
using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that name the environment; shared by all of <c>kiln pip</c>.</summary>
internal sealed class TargetOptionSet
{
    private readonly CommandContext _context;
    private readonly Option<string?> _python = Words.Value(
        "The environment or interpreter: a path, a name or a version [env: KILN_PYTHON]", "PYTHON", "--python", "-p");
    private readonly FlagPair _system = new(
        Words.Flag("The system's Python instead of a virtual environment [env: KILN_SYSTEM_PYTHON]", "--system"), Words.Flag("", "--no-system").Unlisted());
    private readonly FlagPair _break = new(
        Words.Flag("Change an environment that another package manager has marked as its own [env: KILN_BREAK_SYSTEM_PACKAGES]", "--break-system-packages"),
        Words.Flag("", "--no-break-system-packages").Unlisted());
    private readonly Option<string?> _target = Words.Value("A folder of packages instead of an environment", "DIR", "--target", "-t");
    private readonly Option<string?> _prefix = Words.Value("The root of the interpreter's layout, in another place", "DIR", "--prefix");
    private readonly bool _changes, _hasFolders;

    /// <summary>The words of a command that changes an environment or only reads it, and that knows folders of packages or not.</summary>
    public TargetOptionSet(CommandContext context, bool changes, bool hasFolders = true)
    {
        _context = context;
        _changes = changes;
        _hasFolders = hasFolders;
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_python, .. _system.All, .. _changes ? _break.All : Unlisted(_break), .. _hasFolders ? (Option[])[_target, _prefix] : []];

    /// <summary>True if a word names the Python, not only a variable or setting.</summary>
    public bool IsPythonNamed(ParseResult result) => result.GetValue(_python) is not null;

    /// <summary>What was asked for.</summary>
    public TargetOptions Read(ParseResult result)
    {
        var (environment, settings) = (_context.Environment, _context.Settings(result));
        string? python = result.GetValue(_python);
        var target = result.GetValue(_target) is { } folder ? RawText.ToPath(folder) : default;
        var prefix = result.GetValue(_prefix) is { } root ? RawText.ToPath(root) : default;
        bool namesPlace = !target.IsEmpty || !prefix.IsEmpty;
        return new TargetOptions
        {
            Python = python ?? environment.Python ?? settings.Python,
            // uv lets --python and --system exclude each other, and a named Python wins over the variable.
            System = _system.Read(result) ?? (python is null && (environment.UsesSystemPython ?? settings.UsesSystemPython ?? false)),
            BreakSystemPackages = _break.Read(result) ?? environment.BreaksSystemPackages ?? settings.BreaksSystemPackages ?? false,
            Target = _hasFolders && !namesPlace ? settings.Target ?? default : target,
            Prefix = _hasFolders && !namesPlace ? settings.Prefix ?? default : prefix,
        };
    }

    private static IEnumerable<Option> Unlisted(FlagPair pair)
    {
        foreach (var option in pair.All)
            option.Hidden = true;
        return pair.All;
    }
}
