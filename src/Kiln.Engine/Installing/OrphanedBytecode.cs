using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// Bytecode that was written while somebody else removed its source: compiling does not hold the environment's lock, and who removed the source could not
/// know of it.
/// </summary>
public static class OrphanedBytecode
{
    /// <summary>Removes these files, and folders that are empty then. The environment's lock is held.</summary>
    public static void Remove(InstallTarget target, IReadOnlyList<FsPath> bytecode)
    {
        foreach (var path in bytecode)
            _ = FileSystem.Delete(path);
        EmptyFolders.Remove(bytecode.Select(path => path.Parent), target.Roots);
    }
}
