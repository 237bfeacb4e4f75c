using System.CommandLine;
using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python install</c> and <c>kiln python upgrade</c>, with the words of uv's.</summary>
internal sealed class PythonInstallCommand(CommandContext context, bool upgrades)
{
    private readonly Argument<string[]> _targets = new("TARGET")
    {
        Description = upgrades ? "Minor versions to bring to their newest patch version, by default all that are there" : "What to install: `3.12`, `>=3.11`, `pypy3.10`, `3.13t`, by default what .python-versions names, or the newest [env: KILN_PYTHON]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _folder = Words.Value("Folder of managed Pythons [env: KILN_PYTHON_INSTALL_DIR]", "DIR", "--install-dir", "-i");
    private readonly FlagPair _programs = new(Words.Flag("", "--bin").Unlisted(), Words.Flag("Put no program into the user's folder [env: KILN_PYTHON_INSTALL_BIN]", "--no-bin"));
    private readonly FlagPair _registry = new(Words.Flag("", "--registry").Unlisted(), Words.Flag("", "--no-registry").Unlisted());
    private readonly Option<bool> _reinstall = Words.Flag("Install again what is there", "--reinstall", "-r");
    private readonly Option<bool> _force = Words.Flag("Replace programs in the user's folder that are not Kiln's", "--force", "-f");
    private readonly Option<bool> _upgrade = Words.Flag("Bring to the newest patch version what is there", "--upgrade", "-U");
    private readonly Option<bool> _default = Words.Flag("Make `python` and `python3` too", "--default");
    private readonly FlagPair _compile = new(
        Words.Flag("Compile the standard library, also of what is there; failures then exit 1 [env: KILN_COMPILE_BYTECODE]", "--compile-bytecode", "--compile"),
        Words.Flag("", "--no-compile-bytecode", "--no-compile").Unlisted());
    private readonly DownloadOptionSet _downloads = new(withMirrors: true);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = upgrades ? new Command("upgrade", "Bring managed Pythons to the newest patch versions") : new Command("install", "Download and install Pythons");
        command.Add(_targets);
        Option[] ofInstall = upgrades ? [] : [.. _programs.All, .. _registry.All, _force, _upgrade, _default];
        foreach (Option option in (Option[])[_folder, _reinstall, .. _compile.All, .. ofInstall, .. _downloads.All])
            command.Add(option);
        command.SetAction(result => new InstallPythons(Read(result), context.Output, context.Cancellation).Run());
        return command;
    }

    private InstallPythonsOptions Read(ParseResult result)
    {
        var environment = context.Environment;
        var global = _downloads.Complete(context.Global.Read(result), result);
        bool isUpgrade = !upgrades && result.GetValue(_upgrade);
        bool isDefault = !upgrades && result.GetValue(_default);
        Conflict.RefuseIf(isDefault && _programs.Read(result) == false, "--default", "--no-bin");
        return new InstallPythonsOptions
        {
            Global = global,
            Folder = result.GetValue(_folder) is { } folder ? global.Surroundings.Absolute(RawText.ToPath(folder)) : null,
            Targets = result.GetValue(_targets) is { Length: > 0 } targets ? targets : environment.Python?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            IsReinstall = result.GetValue(_reinstall),
            IsForced = !upgrades && result.GetValue(_force),
            IsDefault = isDefault,
            WithPrograms = upgrades ? null : _programs.Read(result) ?? environment.InstallsPythonPrograms,
            Upgrade = upgrades ? UpgradeKind.Upgrade : isUpgrade ? UpgradeKind.Install : UpgradeKind.None,
            // As in uv, configuration does not say this: it is there for packages.
            Compiles = _compile.Read(result) ?? environment.CompilesBytecode ?? false,
            Bytecode = environment.BytecodeSettings(global.CurrentFolder, context.Settings(result).Jobs),
            LockTimeout = environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        };
    }
}
