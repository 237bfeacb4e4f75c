using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>A Python in a folder of its own, as Kiln and uv install them.</summary>
/// <param name="Folder">Its folder; named by its key.</param>
/// <param name="Key">Which build it is.</param>
public sealed record ManagedPython(FsPath Folder, PythonKey Key)
{
    /// <summary>The root of its tree: full archives of python-build-standalone have it in <c>install</c>.</summary>
    public FsPath Root => FileSystem.IsFolder(Folder / "install") ? Folder / "install" : Folder;

    /// <summary>Its program.</summary>
    public FsPath Executable => Scripts(Root) / ExecutableName;

    /// <summary>The name of its program: <c>python3.12</c>; on Windows <c>python.exe</c>.</summary>
    public string ExecutableName => Key.Implementation switch
    {
        "graalpy" => "graalpy" + Ending,
        "pyodide" => $"python{Key.MinorText}",
        "pypy" => $"pypy{Key.MinorText}{Ending}",
        _ => IsForWindows ? "python.exe" : $"python{Key.MinorText}{Key.ExecutableSuffix}",
    };

    /// <summary>Its standard library.</summary>
    public FsPath StandardLibrary => IsForWindows ? Root / "Lib"
        : Root / "lib" / $"{(Key.Implementation == "pypy" ? "pypy" : "python")}{Key.MinorText}{(Key.IsFreeThreaded ? "t" : "")}";

    /// <summary>True if it is for Windows, which has no <c>bin</c>.</summary>
    public bool IsForWindows => Key.Platform.System == "windows";

    /// <summary>What tells builds of one version apart; null where nothing says so.</summary>
    public string? Build => BuildFile.Read(Folder);

    /// <summary>The folder of programs below a root.</summary>
    public FsPath Scripts(FsPath root) => IsForWindows && Key.Implementation != "graalpy" ? root : root / "bin";

    /// <summary>True if a file, links followed, is this Python's program.</summary>
    public bool IsExecutable(FsPath file) => FileSystem.IsSame(file, Executable);

    /// <summary>
    /// True if it can take the place of another one: of the same kind, and newer, or of a newer build (uv-python, managed.rs: is_upgrade_of).
    /// </summary>
    public bool IsUpgradeOf(ManagedPython other)
    {
        if ((Key.Implementation, Key.Variant, Key.MinorText) != (other.Key.Implementation, other.Key.Variant, other.Key.MinorText))
            return false;
        int order = Key.Version.CompareTo(other.Key.Version);
        return order > 0 || (order == 0 && CompareBuilds(Build, other.Build) > 0);
    }

    /// <summary>Builds are dates, or versions: longer numbers are larger ones.</summary>
    public static int CompareBuilds(string? left, string? right)
    {
        if (left is null || right is null)
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        var (one, other) = (left.Split('.'), right.Split('.'));
        for (int i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            bool areNumbers = long.TryParse(one[i], out long number) & long.TryParse(other[i], out long otherNumber);
            int order = areNumbers ? number.CompareTo(otherNumber) : string.CompareOrdinal(one[i], other[i]);
            if (order != 0)
                return order;
        }
        return one.Length.CompareTo(other.Length);
    }

    /// <summary>Notes of which build it is.</summary>
    internal FileError WriteBuild(string build) => Build == build ? FileError.None : FileSystem.WriteAll(BuildFile.In(Folder), Encoding.UTF8.GetBytes(build));

    private string Ending => IsForWindows ? ".exe" : "";
}
