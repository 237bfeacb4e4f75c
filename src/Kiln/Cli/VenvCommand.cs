using System.CommandLine;
using Kiln.Cli.Pip;
using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln venv</c>, with every word of <c>uv venv</c>.</summary>
internal sealed class VenvCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "Where to make it, by default .venv in the current folder",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _python = Words.Value(
        "The base interpreter: a path, a name or a version; environments are passed over [env: KILN_PYTHON]", "PYTHON", "--python", "-p");
    private readonly Option<bool> _seed = Words.Flag("Put pip in, up to Python 3.11 setuptools and wheel too [env: KILN_VENV_SEED]", "--seed");
    private readonly Option<bool> _clear = Words.Flag("Empty an environment that is there already [env: KILN_VENV_CLEAR]", "--clear", "-c");
    private readonly Option<bool> _force = Words.Flag("Let --clear empty a folder that is no virtual environment too", "--force");
    private readonly Option<bool> _noClear = Words.Flag("", "--no-clear").Unlisted();
    private readonly Option<bool> _allowExisting = Words.Flag("Write into a folder that is not empty, and keep what is there", "--allow-existing");
    private readonly Option<string?> _prompt = Words.Value(
        "What the prompt shows; `.` is the current folder's name, as without PATH; else the environment's folder", "PROMPT", "--prompt");
    private readonly Option<bool> _systemSitePackages = Words.Flag("Let it see the packages of the base Python too", "--system-site-packages");
    private readonly Option<bool> _relocatable = Words.Flag("Make it so that it can be moved [env: KILN_VENV_RELOCATABLE]", "--relocatable");
    private readonly Option<bool> _noRelocatable = Words.Flag("", "--no-relocatable").Unlisted();
    private readonly Option<bool> _noProject = Words.Flag("Look for no project around [env: KILN_NO_PROJECT]", "--no-project", "--no-workspace");
    private readonly IndexOptionSet _index;
    private readonly NetworkOptionSet _network;
    private readonly VenvCompatibilityOptions _compatibility = new();

    /// <summary>The words, in the context of one run.</summary>
    public VenvCommand(CommandContext context) => (_context, _index, _network) = (context, new IndexOptionSet(context), new NetworkOptionSet(context.Environment));

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("venv", "Make a virtual environment");
        command.Add(_path);
        foreach (Option option in (Option[])[_python, _seed, _clear, _force, _noClear, _allowExisting, _prompt, _systemSitePackages, _relocatable,
            _noRelocatable, _noProject, .. _index.All, .. _network.All, .. _compatibility.All])
            command.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var options = Read(result);
        _compatibility.Warn(result, _context.Output);
        return CreateEnvironment.Run(options, new EnvironmentSeeder(options.Global), _context.Output, _context.Cancellation);
    }

    private CreateEnvironmentOptions Read(ParseResult result)
    {
        var environment = _context.Environment;
        var global = _context.Global.Read(result);
        bool isSeeded = result.GetValue(_seed) || environment.SeedsEnvironments;
        return new CreateEnvironmentOptions
        {
            Global = global,
            Folder = Folder(result, global.CurrentFolder),
            Python = result.GetValue(_python) ?? environment.Python ?? _context.Settings(result).Python,
            NoProject = IsWithoutProject(result),
            Environment = new VirtualEnvironmentOptions
            {
                Prompt = Prompt(result, global.CurrentFolder),
                SystemSitePackages = result.GetValue(_systemSitePackages),
                IsRelocatable = new FlagPair(_relocatable, _noRelocatable).Read(result) ?? environment.MakesRelocatable,
                IsSeeded = isSeeded,
                Existing = Existing(result),
            },
            AsksToClear = new FlagPair(_clear, _noClear).Read(result) is null,
            Seed = isSeeded ? Source(result, global.Surroundings) : null,
            LockTimeout = environment.LockTimeout ?? EnvironmentLock.DefaultTimeLimit,
        };
    }

    private SeedSource Source(ParseResult result, Surroundings surroundings) => new(_index.Read(result), _network.Read(result, surroundings, _context.Settings(result)));

    private FsPath Folder(ParseResult result, FsPath currentFolder)
    {
        if (result.GetValue(_path) is { } path)
            return path.Length > 0 ? RawText.ToPath(path) : throw new UserErrorException("PATH is empty") { Hint = "the current folder is `.`", IsUsage = true };
        bool isInProject = !IsWithoutProject(result) && FileSystem.IsFile(currentFolder / "pyproject.toml");
        return isInProject && _context.Environment.ProjectEnvironment is { } chosen ? RawText.ToPath(chosen) : FsPath.From(".venv");
    }

    private bool IsWithoutProject(ParseResult result) => result.GetValue(_noProject) || _context.Environment.NoProject;

    private string? Prompt(ParseResult result, FsPath currentFolder)
    {
        string? prompt = result.GetValue(_prompt) ?? (result.GetValue(_path) is null ? "." : null);
        return prompt == "." ? RawText.FromBytes(currentFolder.Name) is { Length: > 0 } name ? name : null : prompt;
    }

    private ExistingFolder Existing(ParseResult result)
    {
        if (result.GetValue(_allowExisting))
            return ExistingFolder.Keep;
        if (!(new FlagPair(_clear, _noClear).Read(result) ?? _context.Environment.ClearsEnvironments))
            return ExistingFolder.Refuse;
        return result.GetValue(_force) ? ExistingFolder.ClearAnything : ExistingFolder.ClearEnvironment;
    }
}
