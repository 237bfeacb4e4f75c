using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that say which versions to take; shared by <c>kiln pip install</c> and <c>kiln pip compile</c>.</summary>
internal sealed class VersionOptionSet(CommandContext context)
{
    private static readonly Choice<ResolutionStrategy> Strategies = new(
        ("highest", ResolutionStrategy.Highest), ("lowest", ResolutionStrategy.Lowest), ("lowest-direct", ResolutionStrategy.LowestDirect));

    private static readonly Choice<PreReleaseMode> PreReleaseModes = new(
        ("disallow", PreReleaseMode.Disallow), ("allow", PreReleaseMode.Allow), ("if-necessary", PreReleaseMode.IfNecessary),
        ("explicit", PreReleaseMode.Explicit), ("if-necessary-or-explicit", PreReleaseMode.IfNecessaryOrExplicit));

    // How a resolution for many platforms at once is divided; an environment is one platform.
    private static readonly Choice<bool> ForkStrategies = new(("fewest", false), ("requires-python", true));

    private readonly Option<string[]> _overrides = Words.Values(
        "File whose requirements replace those that packages state; repeatable [env: KILN_OVERRIDE]", "FILE", "--overrides", "--override");
    private readonly Option<string[]> _excludes = Words.Values(
        "File of packages that are never chosen; repeatable [env: KILN_EXCLUDE]", "FILE", "--excludes", "--exclude");
    private readonly FlagPair _upgrade = new(Words.Flag("Take the newest versions, whatever is there", "--upgrade", "-U"), Words.Flag("", "--no-upgrade").Unlisted());
    private readonly Option<string[]> _upgradePackage = Words.Values("The same for one package; repeatable", "NAME", "--upgrade-package", "-P");
    private readonly Option<string[]> _upgradeGroup = Words.Values("", "NAME", "--upgrade-group").Unlisted();
    private readonly FlagPair _noDependencies = new(Words.Flag("Install only what is named, not what it needs", "--no-deps"), Words.Flag("", "--deps").Unlisted());
    private readonly Option<string?> _resolution = Words.Value("Which versions to take [env: KILN_RESOLUTION]", Strategies.HelpName, "--resolution")
        .WithValues(Strategies.Names);
    private readonly Option<string?> _preReleases = Words.Value("When pre-releases are chosen [env: KILN_PRERELEASE]", PreReleaseModes.HelpName, "--prerelease")
        .WithValues(PreReleaseModes.Names);
    private readonly Option<string[]> _preReleasePackage = Words.Values("The same for one package; repeatable", "NAME=MODE", "--prerelease-package");
    private readonly Option<bool> _pre = Words.Flag("", "--pre").Unlisted();
    private readonly Option<string?> _fork = Words.Value("", "STRATEGY", "--fork-strategy").Unlisted();

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All =>
    [
        _overrides, _excludes, .. _upgrade.All, _upgradePackage, _upgradeGroup, .. _noDependencies.All, _resolution, _preReleases, _preReleasePackage, _pre, _fork,
    ];

    /// <summary>What was asked for.</summary>
    public VersionOptions Read(ParseResult result)
    {
        if (result.GetValue(_upgradeGroup) is { Length: > 0 })
            throw new UserErrorException("`--upgrade-group` is not supported in `kiln pip` commands, as in uv's") { Hint = "name the packages with `--upgrade-package`", IsUsage = true };
        if (result.GetValue(_fork) is { } fork)
            _ = ForkStrategies.Parse(fork, _fork.Name);
        var (environment, settings) = (context.Environment, context.Settings(result));
        if (settings.ForkStrategy is { } strategy)
            _ = ForkStrategies.Parse(strategy);
        return new VersionOptions
        {
            OverrideFiles = result.GetValue(_overrides) is { Length: > 0 } overrides ? overrides : environment.OverrideFiles,
            ExcludeFiles = result.GetValue(_excludes) is { Length: > 0 } excludes ? excludes : environment.ExcludeFiles,
            Overrides = settings.Overrides,
            Excludes = settings.Excludes,
            Upgrade = _upgrade.Read(result) ?? settings.Upgrades ?? false,
            UpgradePackages = [.. result.GetValue(_upgradePackage) ?? [], .. settings.UpgradePackages],
            WithDependencies = !(_noDependencies.Read(result) ?? settings.NoDependencies ?? false),
            PreReleases = PreReleases(result),
            PreReleasePackages = [.. result.GetValue(_preReleasePackage) ?? [], .. settings.PreReleasePackages],
            Resolution = Resolution(result),
        };
    }

    private PreReleaseMode PreReleases(ParseResult result)
    {
        if (result.GetValue(_preReleases) is { } option)
            return PreReleaseModes.Parse(option, _preReleases.Name);
        if (result.GetValue(_pre))
            return PreReleaseMode.Allow;
        if (context.Environment.PreReleases is { } variable)
            return PreReleaseModes.Parse(variable.Value, variable.Name);
        return context.Settings(result).PreReleases is { } setting ? PreReleaseModes.Parse(setting) : PreReleaseMode.IfNecessaryOrExplicit;
    }

    private ResolutionStrategy Resolution(ParseResult result)
    {
        if (result.GetValue(_resolution) is { } option)
            return Strategies.Parse(option, _resolution.Name);
        if (context.Environment.Resolution is { } variable)
            return Strategies.Parse(variable.Value, variable.Name);
        return context.Settings(result).Resolution is { } setting ? Strategies.Parse(setting) : ResolutionStrategy.Highest;
    }
}
