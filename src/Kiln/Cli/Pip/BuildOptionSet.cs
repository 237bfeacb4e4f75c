using System.CommandLine;
using Kiln.Engine.Requirements;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words about building packages from source.</summary>
internal sealed class BuildOptionSet(CommandContext context)
{
    private readonly Option<string[]> _constraints = Words.Values(
        "File of constraints for what is needed to build; repeatable [env: KILN_BUILD_CONSTRAINT]", "FILE", "--build-constraints", "-b", "--build-constraint");
    private readonly FlagPair _noBuild = new(Words.Flag("Build nothing from source [env: KILN_NO_BUILD]", "--no-build"), Words.Flag("", "--build").Unlisted());
    private readonly Option<string[]> _noBinary = Words.Values("Use no wheels of this package, or of :all:; repeatable", "NAME", "--no-binary");
    private readonly Option<string[]> _onlyBinary = Words.Values("Use only wheels of this package, or of :all:; repeatable", "NAME", "--only-binary");
    private readonly Option<string[]> _settings = Words.Values("Setting for build backends; repeatable", "KEY=VALUE", "--config-setting", "-C", "--config-settings");
    private readonly Option<string[]> _packageSettings = Words.Values(
        "The same for one package; repeatable", "NAME:KEY=VALUE", "--config-settings-package", "--config-setting-package");
    private readonly FlagPair _noIsolation = new(
        Words.Flag("Build in the environment itself [env: KILN_NO_BUILD_ISOLATION]", "--no-build-isolation"), Words.Flag("", "--build-isolation").Unlisted());
    private readonly Option<string[]> _noIsolationPackage = Words.Values("The same for one package; repeatable", "NAME", "--no-build-isolation-package");
    private readonly Option<bool> _requireHashes = Words.Flag("Require hashes for what is needed to build", "--require-build-hashes");

    private readonly FlagPair _noSources = new(Words.Flag("", "--no-sources").Unlisted(), Words.Flag("", "--sources").Unlisted());
    private readonly Option<string[]> _noSourcesPackage = Words.Values("", "NAME", "--no-sources-package").Unlisted();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
    [
        _constraints, .. _noBuild.All, _noBinary, _onlyBinary, _settings, _packageSettings, .. _noIsolation.All, _noIsolationPackage, _requireHashes, .. _noSources.All, _noSourcesPackage,
    ];

    /// <summary>What was asked for.</summary>
    public BuildOptions Read(ParseResult result)
    {
        var (environment, settings) = (context.Environment, context.Settings(result));
        return new BuildOptions
        {
            NoBuild = _noBuild.Read(result) ?? environment.NoBuild ?? settings.NoBuild ?? false,
            NoBinary = [.. result.GetValue(_noBinary) is { Length: > 0 } given ? given : environment.NoBinary, .. settings.NoBinary],
            OnlyBinary = [.. result.GetValue(_onlyBinary) ?? [], .. settings.OnlyBinary],
            ConstraintFiles = result.GetValue(_constraints) is { Length: > 0 } files ? files : environment.BuildConstraintFiles,
            ConfigSettings =
            [
                .. (result.GetValue(_settings) ?? []).Select(setting => setting.Contains('=') ? setting : throw InvalidValue.Error(setting, _settings.Name, "it is `KEY=VALUE`")),
                .. settings.ConfigSettings,
            ],
            PackageConfigSettings = result.GetValue(_packageSettings) ?? [],
            Constraints = settings.BuildConstraints,
            NoIsolation = _noIsolation.Read(result) ?? (environment.NoBuildIsolation || (settings.BuildsWithoutIsolation ?? false)),
            NoIsolationPackages = [.. result.GetValue(_noIsolationPackage) ?? [], .. settings.NoIsolationPackages],
            NoSources = _noSources.Read(result) ?? environment.NoSources ?? settings.NoSources ?? false,
            NoSourcesPackages = [.. (result.GetValue(_noSourcesPackage) ?? []).Concat(settings.NoSourcesPackages).Select(PackageName.Parse)],
            RequireHashes = result.GetValue(_requireHashes) || (settings.RequiresBuildHashes ?? false),
        };
    }
}
