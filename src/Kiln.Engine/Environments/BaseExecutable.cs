using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// Finds the executable that an environment's Python is a link to. A Python looks for its standard library from the folder named in
/// <c>pyvenv.cfg</c> upwards (<c>Modules/getpath.py</c>: "home"), so a link far from its library, such as <c>~/bin/python</c>, is
/// followed; links above the library, such as a minor version's, are kept.
/// </summary>
internal static class BaseExecutable
{
    private const int MostLinks = 40;

    /// <summary>The executable, absolute.</summary>
    public static FsPath Find(InterpreterInfo interpreter)
    {
        var executable = interpreter.BaseExecutable;
        // PyPy follows the links of its executable itself; on Windows the launcher does what links do here.
        if (!interpreter.IsCPython || OperatingSystem.IsWindows())
            return executable;
        var version = interpreter.Version;
        string landmark = $"lib/python{version.Major}.{version.Minor}{(interpreter.IsGilDisabled ? "t" : "")}/os.py";
        var candidate = executable;
        for (int links = 0; links < MostLinks; links++)
        {
            if (IsBelowLibrary(candidate, landmark))
                return candidate;
            if (FileSystem.ReadLink(candidate, out var target).IsError)
                break;
            candidate = candidate.Parent.Append(target.Bytes);
        }
        return executable;
    }

    private static bool IsBelowLibrary(FsPath executable, string landmark)
    {
        for (var folder = executable.Parent; folder.Parent != folder && !folder.IsEmpty; folder = folder.Parent)
        {
            if (FileSystem.IsFile(folder / landmark))
                return true;
        }
        return false;
    }
}
