using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Whether a folder, links followed, lies where an installer may write.</summary>
internal static class Containment
{
    /// <summary>No error for a folder in one of the roots; else what is wrong.</summary>
    public static FileError Check(FsPath folder, IReadOnlyList<FsPath> roots)
    {
        var real = FileSystem.RealPath(folder);
        if (real.IsEmpty)
            return new FileError(FileFault.NotFound, 0);
        if (!FileSystem.IsFolder(real))
            return new FileError(FileFault.NotFolder, 0);
        return roots.Any(root => real.IsWithin(FileSystem.RealPath(root))) ? FileError.None : new FileError(FileFault.CrossDevice, 0);
    }
}
