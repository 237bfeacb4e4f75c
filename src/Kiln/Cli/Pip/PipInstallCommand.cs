using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Versions;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip install</c>.</summary>
internal sealed class PipInstallCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private static readonly Choice<ResolutionStrategy> Strategies = new(
        ("highest", ResolutionStrategy.Highest), ("lowest", ResolutionStrategy.Lowest), ("lowest-direct", ResolutionStrategy.LowestDirect));

    private static readonly Choice<PreReleaseMode> PreReleaseModes = new(
        ("disallow", PreReleaseMode.Disallow), ("allow", PreReleaseMode.Allow), ("if-necessary", PreReleaseMode.IfNecessary),
        ("explicit", PreReleaseMode.Explicit), ("if-necessary-or-explicit", PreReleaseMode.IfNecessaryOrExplicit));

    private readonly Argument<string[]> _requirements = new("PACKAGE")
    {
        Description = "What to install: names with versions and extras, URLs, paths of wheels",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _files = Words.Values("File of requirements; `-` is standard input; repeatable", "FILE", "--requirements", "-r", "--requirement");
    private readonly Option<string[]> _editables = Words.Values("Project to install in development mode; repeatable", "PATH", "--editable", "-e");
    private readonly Option<bool> _noEditable = Words.Flag("Install no project in development mode [env: KILN_NO_EDITABLE]", "--no-editable");
    private readonly Option<string[]> _noEditablePackage = Words.Values("The same for one package; repeatable", "NAME", "--no-editable-package");
    private readonly Option<string[]> _overrides = Words.Values(
        "File whose requirements replace those that packages state; repeatable [env: KILN_OVERRIDE]", "FILE", "--overrides", "--override");
    private readonly Option<string[]> _excludes = Words.Values(
        "File of packages that are never chosen; repeatable [env: KILN_EXCLUDE]", "FILE", "--excludes", "--exclude");
    private readonly FlagPair _upgrade = new(Words.Flag("Take the newest versions, whatever is there", "--upgrade", "-U"), Words.Flag("", "--no-upgrade").Unlisted());
    private readonly Option<string[]> _upgradePackage = Words.Values("The same for one package; repeatable", "NAME", "--upgrade-package", "-P");
    private readonly Option<string[]> _upgradeGroup = Words.Values("The same for a dependency group; repeatable", "NAME", "--upgrade-group");
    private readonly FlagPair _noDependencies = new(Words.Flag("Install only what is named, not what it needs", "--no-deps"), Words.Flag("", "--deps").Unlisted());
    private readonly FlagPair _exact = new(Words.Flag("Remove what was not asked for and is not needed", "--exact"), Words.Flag("", "--inexact").Unlisted());
    private readonly Option<string?> _resolution = Words.Value("Which versions to take [env: KILN_RESOLUTION]", Strategies.HelpName, "--resolution")
        .WithValues(Strategies.Names);
    private readonly Option<string?> _preReleases = Words.Value("When pre-releases are chosen [env: KILN_PRERELEASE]", PreReleaseModes.HelpName, "--prerelease")
        .WithValues(PreReleaseModes.Names);
    private readonly Option<string[]> _preReleasePackage = Words.Values("The same for one package; repeatable", "NAME=MODE", "--prerelease-package");
    private readonly Option<bool> _pre = Words.Flag("", "--pre").Unlisted();
    private readonly Option<string?> _fork = Words.Value("", "STRATEGY", "--fork-strategy").Unlisted();
    private readonly Option<bool> _user = Words.Flag("", "--user").Unlisted();
    private readonly ChangeOptionSet _change = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("install", "Install packages, and compile them");
        command.Add(_requirements);
        foreach (Option option in (Option[])
            [_files, _editables, _noEditable, _noEditablePackage, _overrides, _excludes, .. _upgrade.All, _upgradePackage, _upgradeGroup, .. _noDependencies.All,
            .. _exact.All, _resolution, _preReleases, _preReleasePackage, _pre, _fork, _user, .. _change.All])
            command.Add(option);
        command.SetAction(result => InstallPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public InstallPackagesOptions Read(ParseResult result)
    {
        if (result.GetValue(_user))
            throw PipCommand.UserRefusal();
        var environment = context.Environment;
        var options = _change.Complete(new InstallPackagesOptions
        {
            Global = context.Global.Read(result),
            Target = _change.Target(result),
            Index = _change.Index(result),
            Build = _change.Build(result),
            WritesInstallerMetadata = uv.WritesInstallerMetadata(result),
            Requirements = result.GetValue(_requirements) ?? [],
            RequirementFiles = result.GetValue(_files) ?? [],
            OverrideFiles = result.GetValue(_overrides) is { Length: > 0 } overrides ? overrides : environment.OverrideFiles,
            ExcludeFiles = result.GetValue(_excludes) is { Length: > 0 } excludes ? excludes : environment.ExcludeFiles,
            Editables = result.GetValue(_editables) ?? [],
            NoEditable = result.GetValue(_noEditable) || environment.NoEditable,
            NoEditablePackages = result.GetValue(_noEditablePackage) ?? [],
            Upgrade = _upgrade.Read(result) ?? false,
            UpgradePackages = result.GetValue(_upgradePackage) ?? [],
            UpgradeGroups = result.GetValue(_upgradeGroup) ?? [],
            WithDependencies = !(_noDependencies.Read(result) ?? false),
            Exact = _exact.Read(result) ?? false,
            PreReleases = PreReleases(result),
            PreReleasePackages = result.GetValue(_preReleasePackage) ?? [],
            Resolution = Resolution(result),
        }, result);
        return options.Requirements.Count + options.RequirementFiles.Count + options.Editables.Count + options.Groups.Count > 0 ? options
            : throw new UserErrorException("nothing to install is named") { Hint = "name packages, files with `-r`, or groups with `--group`", IsUsage = true };
    }

    private PreReleaseMode PreReleases(ParseResult result)
    {
        if (result.GetValue(_preReleases) is { } option)
            return PreReleaseModes.Parse(option, _preReleases.Name);
        if (result.GetValue(_pre))
            return PreReleaseMode.Allow;
        return context.Environment.PreReleases is { } variable ? PreReleaseModes.Parse(variable.Value, variable.Name) : PreReleaseMode.IfNecessaryOrExplicit;
    }

    private ResolutionStrategy Resolution(ParseResult result)
    {
        if (result.GetValue(_resolution) is { } option)
            return Strategies.Parse(option, _resolution.Name);
        return context.Environment.Resolution is { } variable ? Strategies.Parse(variable.Value, variable.Name) : ResolutionStrategy.Highest;
    }
}
