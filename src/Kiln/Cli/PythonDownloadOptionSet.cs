using System.CommandLine;
using Kiln.Cli.Pip;
using Kiln.Engine;
using Kiln.Engine.Io;
using Kiln.Engine.Managed.Downloads;
using Kiln.Operations.Pythons;

namespace Kiln.Cli;

/// <summary>The words that say when Pythons may be downloaded; from where, only <c>kiln python</c> has words for.</summary>
internal sealed class PythonDownloadOptionSet(EnvironmentVariables environment)
{
    private static readonly Choice<PythonDownloadPolicy> Policies = new(
        ("automatic", PythonDownloadPolicy.Automatic), ("manual", PythonDownloadPolicy.Manual), ("never", PythonDownloadPolicy.Never),
        ("true", PythonDownloadPolicy.Automatic), ("false", PythonDownloadPolicy.Never));

    private readonly FlagPair _allowed = new(
        Words.Flag("", "--allow-python-downloads").Unlisted().EverywhereBelow(), Words.Flag("", "--no-python-downloads").Unlisted().EverywhereBelow());
    private readonly Option<string?> _fetch = Words.Value("", "FETCH", "--python-fetch", "--python-downloads").Unlisted().EverywhereBelow();

    /// <summary>All that every command understands.</summary>
    public IEnumerable<Option> All => [.. _allowed.All, _fetch];

    /// <summary>What was asked for.</summary>
    public PythonDownloadOptions Read(ParseResult result, Surroundings surroundings, Settings settings) => new()
    {
        Policy = Policy(result, settings),
        ListPlace = environment.PythonDownloadsList ?? settings.PythonDownloadsList,
        Mirrors = new DownloadMirrors
        {
            CPython = environment.PythonMirror("PYTHON") ?? settings.PythonMirror("python"),
            Astral = environment.AstralMirror,
            PyPy = environment.PythonMirror("PYPY") ?? settings.PythonMirror("pypy"),
            GraalPy = environment.PythonMirror("GRAALPY") ?? settings.PythonMirror("graalpy"),
            Pyodide = environment.PythonMirror("PYODIDE") ?? settings.PythonMirror("pyodide"),
        },
        Archives = environment.PythonArchives is { } archives ? surroundings.Absolute(RawText.ToPath(archives)) : default,
        Network = new NetworkOptionSet(environment).Read(result, surroundings, settings),
    };

    private PythonDownloadPolicy Policy(ParseResult result, Settings settings)
    {
        if (_allowed.Read(result) is { } isAllowed)
            return isAllowed ? PythonDownloadPolicy.Automatic : PythonDownloadPolicy.Never;
        if (result.GetValue(_fetch) is { } option)
            return Policies.Parse(option, _fetch.Name);
        if (environment.PythonDownloads is { } variable)
            return Policies.Parse(variable.Value, variable.Name);
        return settings.PythonDownloads is { } setting ? Policies.Parse(setting) : PythonDownloadPolicy.Automatic;
    }
}
