using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>The folders in which tools manage Pythons for the user. Null where no home is known to have one in.</summary>
public static class ManagedPythonFolders
{
    /// <summary>
    /// Where Kiln puts Pythons: <c>KILN_PYTHON_INSTALL_DIR</c>, else <c>UV_PYTHON_INSTALL_DIR</c>, a folder that its user has named for the two of them,
    /// else <c>kiln/python</c> in the user's data folder.
    /// </summary>
    public static FsPath? OfKiln(Surroundings surroundings) =>
        surroundings.PathVariable("KILN_PYTHON_INSTALL_DIR") ?? surroundings.PathVariable("UV_PYTHON_INSTALL_DIR") ?? Below(surroundings, "kiln");

    /// <summary>Where uv has its own: <c>UV_PYTHON_INSTALL_DIR</c>, else <c>uv/python</c> in the user's data folder.</summary>
    public static FsPath? OfUv(Surroundings surroundings) => surroundings.PathVariable("UV_PYTHON_INSTALL_DIR") ?? Below(surroundings, "uv");

    private static FsPath? Below(Surroundings surroundings, string program)
    {
        if (OperatingSystem.IsWindows())
            return surroundings.PathVariable("APPDATA") is { } roaming ? roaming / program / "python" : null;
        var data = surroundings.Variable("XDG_DATA_HOME") is { } chosen && chosen.StartsWith('/') ? RawText.ToPath(chosen)
            : surroundings.Home is { } home ? home / ".local" / "share" : (FsPath?)null;
        return data is { } folder ? folder / program / "python" : null;
    }
}
