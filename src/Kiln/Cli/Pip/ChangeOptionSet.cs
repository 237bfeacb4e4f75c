using System.CommandLine;
using Kiln.Engine.Environments;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that <c>kiln pip install</c> and <c>kiln pip sync</c> share.</summary>
internal sealed class ChangeOptionSet(CommandContext context)
{
    private static readonly Choice<OutputFormat> Formats = new(("text", OutputFormat.Text), ("json", OutputFormat.Json));

    private readonly Option<string[]> _constraints = Words.Values(
        "File that narrows versions; repeatable [env: KILN_CONSTRAINT]", "FILE", "--constraints", "-c", "--constraint");
    private readonly Option<string[]> _extra = Words.Values("Extra of a project given as a pyproject.toml; repeatable", "NAME", "--extra");
    private readonly FlagPair _allExtras = new(Words.Flag("All of its extras", "--all-extras"), Words.Flag("", "--no-all-extras").Unlisted());
    private readonly Option<string[]> _group = Words.Values("Dependency group of a pyproject.toml; repeatable", "[PATH:]NAME", "--group");
    private readonly FlagPair _strict = new(Words.Flag("Afterwards, say what is wrong in the environment", "--strict"), Words.Flag("", "--no-strict").Unlisted());
    private readonly Option<bool> _dryRun = Words.Flag("Say what would be done, and do nothing", "--dry-run");
    private readonly Option<bool> _check = Words.Flag("As --dry-run, and exit 1 if there is anything to do", "--check");
    private readonly Option<string?> _format = Words.Value("How the result is told", Formats.HelpName, "--output-format").WithValues(Formats.Names);
    private readonly Option<string?> _torch = Words.Value("", "BACKEND", "--torch-backend").Unlisted();
    private readonly IndexOptionSet _index = new(context.Environment);
    private readonly TargetOptionSet _target = new(context.Environment, changes: true);
    private readonly BuildOptionSet _build = new(context.Environment);
    private readonly ArrivalOptionSet _arrival = new(context.Environment);
    private readonly RenewalOptionSet _renewal = new();
    private readonly PlatformOptionSet _platform = new();

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All =>
    [
        _constraints, _extra, .. _allExtras.All, _group, .. _target.All, .. _strict.All, _dryRun, _check, _format, .. _arrival.All,
        .. _renewal.All, .. _index.All, .. _platform.All, .. _build.All, _torch,
    ];

    /// <summary>The environment.</summary>
    public TargetOptions Target(ParseResult result) => _target.Read(result);

    /// <summary>Where packages come from.</summary>
    public IndexOptions Index(ParseResult result) => _index.Read(result);

    /// <summary>What was said about building.</summary>
    public BuildOptions Build(ParseResult result) => _build.Read(result);

    /// <summary>The options with what these words say.</summary>
    public T Complete<T>(T options, ParseResult result)
        where T : ChangePackagesOptions
    {
        var environment = context.Environment;
        return (T)((ChangePackagesOptions)options with
        {
            ConstraintFiles = result.GetValue(_constraints) is { Length: > 0 } files ? files : environment.ConstraintFiles,
            Extras = [.. (result.GetValue(_extra) ?? []).SelectMany(static each => each.Split(','))],
            AllExtras = _allExtras.Read(result) ?? false,
            Groups = result.GetValue(_group) ?? [],
            LinkMode = _arrival.LinkMode(result),
            Compile = _arrival.Compile(result),
            Bytecode = environment.BytecodeSettings(options.Global.CurrentFolder),
            RequireHashes = _arrival.RequireHashes(result),
            VerifyHashes = _arrival.VerifyHashes(result),
            RecordVerification = _arrival.VerifyRecord(result),
            Reinstall = _renewal.Reinstall(result),
            ReinstallPackages = _renewal.ReinstallPackages(result),
            Refresh = _renewal.Refresh(result),
            RefreshPackages = _renewal.RefreshPackages(result),
            PythonVersion = _platform.Version(result),
            PythonPlatform = _platform.Platform(result),
            Strict = _strict.Read(result) ?? false,
            DryRun = result.GetValue(_dryRun),
            Check = result.GetValue(_check),
            Format = Formats.Parse(result.GetValue(_format) ?? "text", _format.Name),
            LockTimeout = environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        });
    }
}
