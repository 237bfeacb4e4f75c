using System.CommandLine;
using System.CommandLine.Parsing;
using Kiln.Engine;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Operations;
using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>The options that every command understands, before or behind its name.</summary>
internal sealed class GlobalOptionSet(EnvironmentVariables environment)
{
    private static readonly Choice<ColorChoice> Colors = new(("auto", ColorChoice.Auto), ("always", ColorChoice.Always), ("never", ColorChoice.Never));

    private readonly Option<bool> _quiet = Flag("Print only errors and data; twice: nothing at all", "--quiet", "-q");
    private readonly Option<bool> _verbose = Flag("Print what is done, file by file; twice: every detail", "--verbose", "-v");
    private readonly Option<string?> _color = Value("When to colour output", Colors.HelpName, "--color").WithValues(Colors.Names);
    private readonly Option<bool> _noProgress = Flag("Show no progress bar [env: KILN_NO_PROGRESS]", "--no-progress");
    private readonly Option<string?> _cacheDir = Value("Folder of the cache [env: KILN_CACHE_DIR]", "DIR", "--cache-dir");
    private readonly Option<bool> _noCache = Flag("Neither read nor write the cache [env: KILN_NO_CACHE]", "--no-cache", "-n", "--no-cache-dir");
    private readonly Option<string?> _directory = Value("Change to this folder first", "DIR", "--directory");
    private readonly Option<bool> _offline = Flag("Use no network [env: KILN_OFFLINE]", "--offline");

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_quiet, _verbose, _color, _noProgress, _cacheDir, _noCache, _directory, _offline];

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
        if (result.GetValue(_directory) is { } directory)
            Enter(RawText.ToPath(directory));
        var error = Kiln.Engine.Io.CurrentFolder.Get(out var currentFolder);
        if (error.IsError)
            throw new UserErrorException($"cannot find out the current folder: {error.Reason}") { IsUsage = true };
        var surroundings = environment.SurroundingsIn(currentFolder);
        FsPath? chosenCache = result.GetValue(_cacheDir) is { } named ? RawText.ToPath(named) : null;
        return new GlobalOptions
        {
            Surroundings = surroundings,
            Cache = CacheFolder.Locate(surroundings, chosenCache, isUnwanted: result.GetValue(_noCache) || environment.NoCache),
            Offline = result.GetValue(_offline) || environment.Offline,
        };
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
