namespace Kiln.Engine.Managed.Downloads;

/// <summary>Where archives are taken from instead of their makers' servers: <c>--mirror</c>, <c>--pypy-mirror</c> and their like.</summary>
public sealed record DownloadMirrors
{
    private const string OfCPython = "https://github.com/astral-sh/python-build-standalone/releases/download/";
    private const string BelowAstral = "/github/python-build-standalone/releases/download/";
    private const string OfPyPy = "https://downloads.python.org/pypy/";
    private const string OfGraalPy = "https://github.com/oracle/graalpython/releases/download/";
    private const string OfPyodide = "https://github.com/pyodide/pyodide/releases/download/";

    /// <summary>For CPython.</summary>
    public string? CPython { get; init; }

    /// <summary>
    /// In place of the server that mirrors what uv's makers publish (<c>UV_ASTRAL_MIRROR_URL</c>): for CPython, where <see cref="CPython"/> says nothing. What is
    /// of other servers it does not change.
    /// </summary>
    public string? Astral { get; init; }

    /// <summary>For PyPy.</summary>
    public string? PyPy { get; init; }

    /// <summary>For GraalPy.</summary>
    public string? GraalPy { get; init; }

    /// <summary>For Pyodide.</summary>
    public string? Pyodide { get; init; }

    /// <summary>Where to get an archive: below the mirror, if there is one for it.</summary>
    public string UrlOf(PythonDownload download)
    {
        var (mirror, usual, option) = download.Key.Implementation switch
        {
            "pypy" => (PyPy, OfPyPy, "--pypy-mirror"),
            "graalpy" => (GraalPy, OfGraalPy, "--graalpy-mirror"),
            "pyodide" => (Pyodide, OfPyodide, "--pyodide-mirror"),
            _ => (CPython, OfCPython, "--mirror"),
        };
        if (mirror is null)
            return Astral is { } astral && usual == OfCPython && download.Url.StartsWith(usual, StringComparison.Ordinal) ? $"{astral.TrimEnd('/')}{BelowAstral}{download.Url[usual.Length..]}" : download.Url;
        if (!download.Url.StartsWith(usual, StringComparison.Ordinal))
        {
            throw new UserErrorException($"a mirror was given with `{option}`, but `{download.Url}` does not begin with `{usual}`, whose place it takes")
            {
                Hint = "leave the mirror away, or give a list of downloads whose URLs begin so",
            };
        }
        return $"{mirror.TrimEnd('/')}/{download.Url[usual.Length..]}";
    }
}
