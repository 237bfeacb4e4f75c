using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python uninstall</c>.</summary>
internal sealed class PythonUninstallCommand(CommandContext context)
{
    private readonly Argument<string[]> _targets = new("TARGET") { Description = "What to remove: `3.12`, `pypy3.10`, a key of the list", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _folder = Words.Value("Folder of managed Pythons [env: KILN_PYTHON_INSTALL_DIR]", "DIR", "--install-dir", "-i");
    private readonly Option<bool> _all = Words.Flag("Remove all managed Pythons", "--all");

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("uninstall", "Remove managed Pythons") { _targets, _folder, _all };
        command.SetAction(result => UninstallPythons.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    private UninstallPythonsOptions Read(ParseResult result)
    {
        var global = context.Global.Read(result);
        string[] targets = result.GetValue(_targets) ?? [];
        bool isAll = result.GetValue(_all);
        if (targets.Length > 0 == isAll)
        {
            throw new UserErrorException(isAll ? "`--all` removes everything; name no TARGET beside it" : "a required argument is missing: TARGET")
            {
                Hint = "`kiln python list --only-installed` shows what there is",
                IsUsage = true,
            };
        }
        return new UninstallPythonsOptions
        {
            Global = global,
            Folder = result.GetValue(_folder) is { } folder ? global.Surroundings.Absolute(RawText.ToPath(folder)) : null,
            Targets = targets,
            All = isAll,
            LockTimeout = context.Environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        };
    }
}
