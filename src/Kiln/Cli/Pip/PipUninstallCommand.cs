using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip uninstall</c>.</summary>
internal sealed class PipUninstallCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private readonly Argument<string[]> _packages = new("PACKAGE") { Description = "Packages to remove", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _files = Words.Values("File that names them; `-` is standard input; repeatable", "FILE", "--requirements", "-r", "--requirement");
    private readonly Option<bool> _dryRun = Words.Flag("Say what would be removed, and remove nothing", "--dry-run");
    private readonly TargetOptionSet _target = new(context, changes: true);

    private readonly Option<string?> _keyring = Words.Value("", "PROVIDER", "--keyring-provider").Unlisted();

    /// <summary>It never asks, so that pip's <c>--yes</c> says nothing new.</summary>
    private readonly Option<bool> _yes = Words.Flag("", "--yes", "-y").Unlisted();

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("uninstall", "Remove packages, with all of their bytecode");
        command.Add(_packages);
        foreach (Option option in (Option[])[_files, _dryRun, .. _target.All, _keyring, _yes])
            command.Add(option);
        command.SetAction(result => UninstallPackages.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public UninstallPackagesOptions Read(ParseResult result)
    {
        var global = context.Global.Read(result);
        var options = new UninstallPackagesOptions
        {
            Global = global,
            Network = uv.Network.Read(result, global.Surroundings, context.Settings(result)) with { AsksKeyring = result.GetValue(_keyring) is "subprocess" },
            Target = _target.Read(result),
            Packages = result.GetValue(_packages) ?? [],
            RequirementFiles = result.GetValue(_files) ?? [],
            DryRun = result.GetValue(_dryRun),
            LockTimeout = context.Environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        };
        return options.Packages.Count + options.RequirementFiles.Count > 0 ? options
            : throw new UserErrorException("nothing to uninstall is named") { Hint = "name packages, or files with `-r`", IsUsage = true };
    }
}
