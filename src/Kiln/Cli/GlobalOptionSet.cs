using System.CommandLine;
using System.CommandLine.Parsing;
using Kiln.Engine;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Cache;
using Kiln.Engine.Configuration;
using Kiln.Engine.Io;
using Kiln.Engine.Versions;
using Kiln.Operations;
using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>The options that every command understands, before or behind its name.</summary>
internal sealed class GlobalOptionSet(EnvironmentVariables environment, Output output)
{
    private static readonly Choice<ColorChoice> Colors = new(("auto", ColorChoice.Auto), ("always", ColorChoice.Always), ("never", ColorChoice.Never));

    private readonly Option<bool> _quiet = Flag("Print only errors and data; twice: nothing at all", "--quiet", "-q");
    private readonly Option<bool> _verbose = Flag("Print what is done, file by file; twice: every detail", "--verbose", "-v");
    private readonly Option<string?> _color = Value("When to colour output", Colors.HelpName, "--color").WithValues(Colors.Names);
    private readonly Option<bool> _noProgress = Flag("Show no progress bar [env: KILN_NO_PROGRESS]", "--no-progress");
    private readonly Option<string?> _cacheDir = Value("Folder of the cache [env: KILN_CACHE_DIR]", "DIR", "--cache-dir");
    private readonly Option<bool> _noCache = Flag("Neither read nor write the cache [env: KILN_NO_CACHE]", "--no-cache", "-n", "--no-cache-dir");
    private readonly Option<string?> _directory = Value("Change to this folder first [env: KILN_WORKING_DIR]", "DIR", "--directory");
    private readonly Option<string?> _project = Value("Look for configuration files from this folder upwards [env: KILN_PROJECT]", "DIR", "--project");
    private readonly Option<string?> _configFile = Value("The only configuration file to read [env: KILN_CONFIG_FILE]", "FILE", "--config-file");
    private readonly Option<bool> _noConfig = Flag("Read no configuration files [env: KILN_NO_CONFIG]", "--no-config");
    private readonly Option<bool> _isolated = Flag("", "--isolated").Unlisted();
    private readonly Option<bool> _offline = Flag("Use no network [env: KILN_OFFLINE]", "--offline");
    private readonly PythonPreferenceOptionSet _pythons = new(environment);
    private readonly PythonDownloadOptionSet _downloads = new(environment);
    private Surroundings? _surroundings;
    private Settings? _settings;

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_quiet, _verbose, _color, _noProgress, _cacheDir, _noCache, _directory, _project, _configFile, _noConfig, _isolated, .. _pythons.All, .. _downloads.All, _offline];

    /// <summary>How much to print; asked before anything else is, so that errors are printed as wished.</summary>
    public OutputSettings OutputSettings(ParseResult result) => new()
    {
        Quiet = Times(result, _quiet),
        Verbose = Times(result, _verbose),
        Color = result.GetValue(_color) is { } color ? Colors.Parse(color, _color.Name) : ColorChoice.Auto,
        NoProgress = result.GetValue(_noProgress) || environment.NoProgress,
    };

    /// <summary>The rest; enters the folder of <c>--directory</c>.</summary>
    public GlobalOptions Read(ParseResult result)
    {
        var surroundings = Surroundings(result);
        var settings = Settings(result);
        var chosenCache = result.GetValue(_cacheDir) is { } named ? RawText.ToPath(named)
            : surroundings.Variable("KILN_CACHE_DIR") is null ? settings.CacheFolder : null;
        bool isUnwanted = result.GetValue(_noCache) || (environment.NoCache ?? settings.NoCache ?? false);
        return new GlobalOptions
        {
            Surroundings = surroundings,
            ProjectFolder = ProjectFolder(result),
            Cache = CacheFolder.Locate(surroundings, chosenCache, isUnwanted),
            BytecodeCacheBytes = environment.BytecodeCacheBytes ?? BytecodeCache.DefaultLimitBytes,
            Offline = result.GetValue(_offline) || (environment.Offline ?? settings.Offline ?? false),
            PythonPreference = _pythons.Read(result, settings),
            PythonDownloads = _downloads.Read(result, surroundings, settings),
            ReadsNoConfiguration = IsWithoutConfiguration(result),
        };
    }

    /// <summary>What configuration files say; read once, and their faults told once.</summary>
    public Settings Settings(ParseResult result)
    {
        if (_settings is not null)
            return _settings;
        var surroundings = Surroundings(result);
        string? file = result.GetValue(_configFile) ?? environment.ConfigurationFile;
        _settings = new Settings(SettingsFiles.Read(new ConfigurationScope
        {
            Surroundings = surroundings,
            ProjectFolder = ProjectFolder(result),
            File = file is null ? null : surroundings.Absolute(RawText.ToPath(file)),
            IsWithoutFiles = IsWithoutConfiguration(result),
        }));
        foreach (string warning in _settings.Warnings)
            output.Warn(warning);
        if (_settings.RequiredVersion is { } required)
            RequireVersion(required);
        return _settings;
    }

    /// <summary>As in uv a bare version means that very one.</summary>
    private static void RequireVersion(SettingValue required)
    {
        string text = required.ToText(), running = typeof(GlobalOptionSet).Assembly.GetName().Version!.ToString(3);
        if (!VersionSpecifiers.TryParse(PyVersion.TryParse(text, out _, out _) ? $"=={text}" : text, out var specifiers, out _))
            throw required.Error("a version or specifiers, as `>=0.2`");
        if (!specifiers.Contains(PyVersion.Parse(running)))
            throw new UserErrorException($"the configuration requires kiln `{text}`, and this is `{running}`") { Hint = "update Kiln, or change `required-version`", IsUsage = true };
    }

    private bool IsWithoutConfiguration(ParseResult result) => result.GetValue(_noConfig) || result.GetValue(_isolated) || environment.NoConfiguration;

    private FsPath ProjectFolder(ParseResult result)
    {
        var surroundings = Surroundings(result);
        return (result.GetValue(_project) ?? environment.Project) is { } project ? Real(surroundings.Absolute(RawText.ToPath(project))) : surroundings.CurrentFolder;
    }

    /// <summary>Without <c>..</c>, so that the way upwards is the way to the root.</summary>
    private static FsPath Real(FsPath folder) => FileSystem.IsFolder(folder) ? FileSystem.RealPath(folder)
        : throw new UserErrorException($"the project folder `{folder}` is not there") { IsUsage = true };

    private Surroundings Surroundings(ParseResult result)
    {
        if (_surroundings is not null)
            return _surroundings;
        if ((result.GetValue(_directory) ?? environment.WorkingFolder) is { } directory)
            Enter(RawText.ToPath(directory));
        var error = CurrentFolder.Get(out var currentFolder);
        if (error.IsError)
            throw new UserErrorException($"cannot find out the current folder: {error.Reason}") { IsUsage = true };
        return _surroundings = environment.SurroundingsIn(currentFolder);
    }

    private static void Enter(FsPath directory)
    {
        var error = CurrentFolder.Change(directory);
        if (error.IsError)
            throw new UserErrorException($"cannot change to `{directory}`: {error.Reason}") { IsUsage = true };
    }

    private static int Times(ParseResult result, Option<bool> option) => result.GetResult(option) is OptionResult { Implicit: false } found ? found.IdentifierTokenCount : 0;

    private static Option<bool> Flag(string description, string name, params string[] aliases) => Words.Flag(description, name, aliases).EverywhereBelow();

    private static Option<string?> Value(string description, string valueName, string name, params string[] aliases) =>
        Words.Value(description, valueName, name, aliases).EverywhereBelow();
}
