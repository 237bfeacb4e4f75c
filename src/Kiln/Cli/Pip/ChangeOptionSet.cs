using System.CommandLine;
using Kiln.Engine.Environments;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that <c>kiln pip install</c> and <c>kiln pip sync</c> share.</summary>
internal sealed class ChangeOptionSet(CommandContext context)
{
    private static readonly Choice<OutputFormat> Formats = new(("text", OutputFormat.Text), ("json", OutputFormat.Json));

    private readonly FlagPair _strict = new(Words.Flag("Afterwards, say what is wrong in the environment", "--strict"), Words.Flag("", "--no-strict").Unlisted());
    private readonly Option<bool> _dryRun = Words.Flag("Say what would be done, and do nothing", "--dry-run");
    private readonly Option<bool> _check = Words.Flag("As --dry-run, and exit 1 if there is anything to do", "--check");
    private readonly Option<string?> _format = Words.Value("How the result is told", Formats.HelpName, "--output-format").WithValues(Formats.Names);
    private readonly TargetOptionSet _target = new(context, changes: true);
    private readonly ArrivalOptionSet _arrival = new(context);
    private readonly RenewalOptionSet _renewal = new(context);
    private readonly ResolveOptionSet _resolve = new(context);

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All =>
    [
        .. _resolve.OfRequirements, .. _target.All, .. _strict.All, _dryRun, _check, _format, .. _arrival.All,
        .. _renewal.All, .. _resolve.OfSources,
    ];

    /// <summary>The environment.</summary>
    public TargetOptions Target(ParseResult result) => _target.Read(result);

    /// <summary>Where packages come from.</summary>
    public IndexOptions Index(ParseResult result) => _resolve.Index(result);

    /// <summary>What was said about building.</summary>
    public BuildOptions Build(ParseResult result) => _resolve.Build(result);

    /// <summary>The options with what these words say.</summary>
    public T Complete<T>(T options, ParseResult result)
        where T : ChangePackagesOptions
    {
        var (environment, settings) = (context.Environment, context.Settings(result));
        return (T)((ChangePackagesOptions)_resolve.Complete(options, result) with
        {
            LinkMode = _arrival.LinkMode(result),
            Compile = _arrival.Compile(result),
            Bytecode = environment.BytecodeSettings(options.Global.CurrentFolder, settings.Jobs),
            RequireHashes = _arrival.RequireHashes(result),
            VerifyHashes = _arrival.VerifyHashes(result),
            RecordVerification = _arrival.VerifyRecord(result),
            Reinstall = _renewal.Reinstall(result),
            ReinstallPackages = _renewal.ReinstallPackages(result),
            Strict = _strict.Read(result) ?? settings.Strict ?? false,
            DryRun = result.GetValue(_dryRun),
            Check = result.GetValue(_check),
            Format = Formats.Parse(result.GetValue(_format) ?? "text", _format.Name),
            LockTimeout = environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        });
    }
}
