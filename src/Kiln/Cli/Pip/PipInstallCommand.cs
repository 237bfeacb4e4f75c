using System.CommandLine;
using Kiln.Engine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip install</c>.</summary>
internal sealed class PipInstallCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private readonly Argument<string[]> _requirements = new("PACKAGE")
    {
        Description = "What to install: names with versions and extras, URLs, paths of wheels",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _files = Words.Values("File of requirements; `-` is standard input; repeatable", "FILE", "--requirements", "-r", "--requirement");
    private readonly Option<string[]> _editables = Words.Values("Project to install in development mode; repeatable", "PATH", "--editable", "-e");
    private readonly Option<bool> _noEditable = Words.Flag("Install no project in development mode [env: KILN_NO_EDITABLE]", "--no-editable");
    private readonly Option<string[]> _noEditablePackage = Words.Values("The same for one package; repeatable", "NAME", "--no-editable-package");
    private readonly FlagPair _exact = new(Words.Flag("Remove what was not asked for and is not needed", "--exact"), Words.Flag("", "--inexact").Unlisted());
    private readonly Option<string?> _report = Words.Value("Write what is installed in pip's report format; `-` prints it; mostly with --dry-run", "FILE", "--report");
    private readonly Option<bool> _user = Words.Flag("", "--user").Unlisted();
    private readonly VersionOptionSet _versions = new(context);
    private readonly ChangeOptionSet _change = new(context);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("install", "Install packages, and compile them");
        command.Add(_requirements);
        foreach (Option option in (Option[])
            [_files, _editables, _noEditable, _noEditablePackage, .. _exact.All, _report, _user, .. _versions.All, .. _change.All])
            command.Add(option);
        command.SetAction(result => InstallPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public InstallPackagesOptions Read(ParseResult result)
    {
        if (result.GetValue(_user))
            throw PipCommand.UserRefusal();
        var global = context.Global.Read(result);
        var (environment, settings) = (context.Environment, context.Settings(result));
        var options = _change.Complete(new InstallPackagesOptions
        {
            Global = global,
            Network = uv.Network.Read(result, global.Surroundings, context.Settings(result)),
            Target = _change.Target(result),
            Index = _change.Index(result),
            Build = _change.Build(result),
            WritesInstallerMetadata = uv.WritesInstallerMetadata(result),
            Requirements = result.GetValue(_requirements) ?? [],
            RequirementFiles = result.GetValue(_files) ?? [],
            Editables = result.GetValue(_editables) ?? [],
            NoEditable = result.GetValue(_noEditable) || environment.NoEditable,
            NoEditablePackages = result.GetValue(_noEditablePackage) ?? [],
            Exact = _exact.Read(result) ?? false,
            Versions = _versions.Read(result),
            Constraints = settings.Constraints,
            Report = result.GetValue(_report),
        }, result);
        return options.Requirements.Count + options.RequirementFiles.Count + options.Editables.Count + options.Groups.Count > 0 ? options
            : throw new UserErrorException("nothing to install is named") { Hint = "name packages, files with `-r`, or groups with `--group`", IsUsage = true };
    }
}
