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
    private readonly ConcurrentBag<FsPath> _topmostNew = [];

    /// <summary>Folders that were not there before, in which lie all others that were not: nothing is in them but what this change put there.</summary>
    public IEnumerable<FsPath> TopmostNew => _topmostNew;

    /// <summary>Makes the folder of a file; <paramref name="last"/> is that of the caller's file before, often the same.</summary>
    /// <exception cref="UserErrorException">It cannot be made, or leads elsewhere.</exception>
    public void MakeFor(FsPath file, ref FsPath last)
    {
        if (file.IsEntryOf(last))
            return;
        last = file.Parent;
        _ = Make(last, above: null);
    }

    /// <summary>Makes a folder, by its name alone where the one <paramref name="above"/> is open; true if it was not there before.</summary>
    /// <exception cref="UserErrorException">It cannot be made, or leads elsewhere.</exception>
    public bool Make(FsPath folder, FolderHandle? above)
    {
        if (_made.TryGetValue(folder, out bool isNew))
            return isNew;
        bool isBelow = above is not null && folder.Length == above.Path.Length + 1 + folder.Name.Length;
        var error = isBelow ? above!.MakeFolder(folder.TerminatedName) : FileSystem.MakeFolder(folder);
        if (error.Fault == FileFault.NotFound)
        {
            _ = Make(folder.Parent, above: null);
            error = FileSystem.MakeFolder(folder);
        }
        isNew = !error.IsError;
        // Another thread may have made it meanwhile, which is not worth finding out: the answer is the same.
        if (error.Fault == FileFault.Exists)
            error = _containment.Check(folder);
        if (error.IsError)
            throw UserErrorException.ForFile("make the folder", folder, error);
        // Where another thread has only just made the one above, this one is told besides it, which does no harm.
        if (isNew && !IsNew(folder.Parent))
            _topmostNew.Add(folder);
        return _made.AddOrUpdate(folder, isNew, (_, before) => before || isNew);
    }

    private bool IsNew(FsPath folder) => _made.GetValueOrDefault(folder);
}
