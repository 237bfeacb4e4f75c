using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>
/// The folder of the user's programs, in which managed Pythons are called <c>python3.12</c>: <c>KILN_PYTHON_BIN_DIR</c>, <c>UV_PYTHON_BIN_DIR</c>,
/// <c>XDG_BIN_HOME</c>, <c>bin</c> beside <c>XDG_DATA_HOME</c>, or <c>~/.local/bin</c>. What others have put there is respected.
/// </summary>
/// <param name="Path">Where it is.</param>
public sealed record BinFolder(FsPath Path)
{
    /// <summary>The user's; null where no home is known.</summary>
    public static BinFolder? Locate(Surroundings surroundings)
    {
        var path = surroundings.PathVariable("KILN_PYTHON_BIN_DIR") ?? surroundings.PathVariable("UV_PYTHON_BIN_DIR")
            ?? surroundings.PathVariable("XDG_BIN_HOME")
            ?? (surroundings.PathVariable("XDG_DATA_HOME") is { } data ? data.Parent / "bin" : surroundings.Home is { } home ? home / ".local" / "bin" : null);
        return path is { } folder ? new BinFolder(folder) : null;
    }

    /// <summary>True if programs in it are found by their names.</summary>
    public bool IsOnPath(Surroundings surroundings) =>
        (surroundings.Variable("PATH") ?? "").Split(OperatingSystem.IsWindows() ? ';' : ':').Select(RawText.ToPath)
            .Any(folder => folder.IsAbsolute && (folder == Path || FileSystem.IsSame(folder, Path)));

    /// <summary>The names a Python can have here, the usual one first.</summary>
    public static string[] NamesOf(ManagedPython python)
    {
        string suffix = python.Key.ExecutableSuffix, stem = python.Key.ExecutableStem;
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return [$"{stem}{python.Key.MinorText}{suffix}{ending}", $"{stem}{python.Key.Version.Major}{suffix}{ending}", $"{stem}{suffix}{ending}"];
    }

    /// <summary>The programs here that are one of some Pythons.</summary>
    public IEnumerable<(FsPath Program, ManagedPython Python)> ProgramsOf(IReadOnlyList<ManagedPython> pythons) =>
        from python in pythons
        from name in NamesOf(python)
        let program = Path / name
        where python.IsExecutable(program)
        select (program, python);
}
