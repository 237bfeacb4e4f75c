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

    /// <summary>The folders that were not there before and lie in no other of them: nothing is in them but what this change put there.</summary>
    public IEnumerable<FsPath> TopmostNew => _made.Where(made => made.Value && !IsNew(made.Key.Parent)).Select(made => made.Key);

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
        return _made.AddOrUpdate(folder, isNew, (_, before) => before || isNew);
    }

    private bool IsNew(FsPath folder) => _made.GetValueOrDefault(folder);
}
