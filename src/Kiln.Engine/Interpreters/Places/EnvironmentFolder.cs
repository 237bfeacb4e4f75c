using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>What is known of the folder of an environment or installation before its Python is asked.</summary>
internal static class EnvironmentFolder
{
    private static readonly string[] UnixNames = ["bin/python", "bin/python3", "bin/pypy3", "bin/pypy"];
    private static readonly string[] WindowsNames = ["Scripts/python.exe", "python.exe", "bin/python.exe", "Scripts/pypy3.exe", "pypy3.exe"];

    /// <summary>True for a virtual environment (PEP 405).</summary>
    public static bool IsVirtual(FsPath folder) => FileSystem.IsFile(folder / "pyvenv.cfg");

    /// <summary>The Python of a folder; null if there is none.</summary>
    public static FsPath? FindPython(FsPath folder)
    {
        foreach (string name in OperatingSystem.IsWindows() ? WindowsNames : UnixNames)
        {
            if (FileSystem.IsExecutable(folder / name) && FileSystem.IsFile(folder / name))
                return folder / name;
        }
        return null;
    }

    /// <summary>The Python of an environment; in a virtual one whose Python is gone (its base was removed), the path at which it should be.</summary>
    public static IEnumerable<PythonCandidate> Candidates(FsPath folder, string place)
    {
        bool isVirtual = IsVirtual(folder);
        var python = FindPython(folder) ?? (isVirtual ? folder / (OperatingSystem.IsWindows() ? WindowsNames : UnixNames)[0] : null);
        return python is { } path ? [new PythonCandidate(path, place, isVirtual)] : [];
    }

    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that is a virtual environment.</summary>
    public static FsPath? FindAround(FsPath start) => Upwards(start).Where(IsVirtual).Cast<FsPath?>().FirstOrDefault();

    /// <summary>A folder and all above it.</summary>
    public static IEnumerable<FsPath> Upwards(FsPath folder)
    {
        for (; !folder.IsEmpty; folder = folder.Parent)
        {
            yield return folder;
            if (folder.Parent == folder)
                yield break;
        }
    }
}
