using System.Collections.Concurrent;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// Makes the folders that files go to, each once. Folders that were there before may be links: what they lead to must lie in the roots.
/// Safe for use by several threads.
/// </summary>
internal sealed class FolderMaker(IReadOnlyList<FsPath> roots)
{
    private readonly Containment _containment = new(roots);
    private readonly ConcurrentDictionary<FsPath, bool> _made = [];

    /// <summary>Makes the folder of a file; <paramref name="last"/> is that of the caller's file before, often the same.</summary>
    /// <exception cref="UserErrorException">It cannot be made, or leads elsewhere.</exception>
    public void MakeFor(FsPath file, ref FsPath last)
    {
        if (!last.IsEmpty && file.IsWithin(last) && file.Name.Length + 1 + last.Length == file.Length)
            return;
        last = file.Parent;
        Make(last);
    }

    private void Make(FsPath folder)
    {
        if (_made.ContainsKey(folder))
            return;
        var error = FileSystem.MakeFolder(folder);
        if (error.Fault == FileFault.NotFound)
        {
            Make(folder.Parent);
            error = FileSystem.MakeFolder(folder);
        }
        // Another thread may have made it meanwhile, which is not worth finding out: the answer is the same.
        if (error.Fault == FileFault.Exists)
            error = _containment.Check(folder);
        if (error.IsError)
            throw UserErrorException.ForFile("make the folder", folder, error);
        _made[folder] = true;
    }
}
