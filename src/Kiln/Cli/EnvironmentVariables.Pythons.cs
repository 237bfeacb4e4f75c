namespace Kiln.Cli;

/// <content>Those about managed Pythons. Where they are, and their programs, the engine reads: every search for a Python asks.</content>
internal sealed partial class EnvironmentVariables
{
    /// <summary>When Pythons may be downloaded, and the name of the variable that says so.</summary>
    public (string Name, string Value)? PythonDownloads => Ours("PYTHON_DOWNLOADS");

    /// <summary>Where the list of downloads is.</summary>
    public string? PythonDownloadsList => Ours("PYTHON_DOWNLOADS_JSON_URL")?.Value;

    /// <summary>A folder that keeps archives of Pythons.</summary>
    public string? PythonArchives => Ours("PYTHON_CACHE_DIR")?.Value;

    /// <summary>Put programs of Pythons into the user's folder, or not.</summary>
    public bool? InstallsPythonPrograms => OptionalFlag("PYTHON_INSTALL_BIN");

    /// <summary>What takes the place of the server on which uv's makers mirror what they publish.</summary>
    public string? AstralMirror => Ours("ASTRAL_MIRROR_URL")?.Value;

    /// <summary>What takes the place of the servers of an implementation's makers.</summary>
    public string? PythonMirror(string implementation) => Ours($"{implementation}_INSTALL_MIRROR")?.Value;
}
