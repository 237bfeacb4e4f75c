using System.CommandLine;
using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that name the environment; shared by all of <c>kiln pip</c>.</summary>
internal sealed class TargetOptionSet
{
    private readonly EnvironmentVariables _environment;
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
    public TargetOptionSet(EnvironmentVariables environment, bool changes, bool hasFolders = true)
    {
        _environment = environment;
        _changes = changes;
        _hasFolders = hasFolders;
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_python, .. _system.All, .. _changes ? _break.All : Unlisted(_break), .. _hasFolders ? (Option[])[_target, _prefix] : []];

    /// <summary>What was asked for.</summary>
    public TargetOptions Read(ParseResult result)
    {
        string? python = result.GetValue(_python);
        return new TargetOptions
        {
            Python = python ?? _environment.Python,
            // uv lets --python and --system exclude each other, and a named Python wins over the variable.
            System = _system.Read(result) ?? (python is null && _environment.UsesSystemPython),
            BreakSystemPackages = _break.Read(result) ?? _environment.BreaksSystemPackages,
            Target = _hasFolders ? RawText.ToPath(result.GetValue(_target) ?? "") : default,
            Prefix = _hasFolders ? RawText.ToPath(result.GetValue(_prefix) ?? "") : default,
        };
    }

    private static IEnumerable<Option> Unlisted(FlagPair pair)
    {
        foreach (var option in pair.All)
            option.Hidden = true;
        return pair.All;
    }
}
