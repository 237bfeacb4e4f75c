using System.Globalization;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// What a change moved aside, each file at its path below the number of its root: <c>N/…</c>. A folder that was moved as a whole looks the same there.
/// Used by several threads.
/// </summary>
internal sealed class Stash(FsPath folder, IReadOnlyList<FsPath> roots)
{
    private readonly HashSet<FsPath> _made = [];
    private readonly Lock _lock = new();

    /// <summary>Moves a file, a link or a whole folder aside; nothing happens if it is not there.</summary>
    public FileError Take(FsPath path)
    {
        int root = -1;
        for (int i = 0; i < roots.Count; i++)
        {
            // The innermost root: environments have site-packages inside their data folder.
            if (path.IsWithin(roots[i]) && (root < 0 || roots[i].Length > roots[root].Length))
                root = i;
        }
        if (root < 0)
            return new FileError(FileFault.AccessDenied, 0);
        var place = PlaceOf(root).Append(path.Bytes[roots[root].Length..].TrimStart((byte)'/'));
        lock (_lock)
        {
            if (_made.Add(place.Parent))
            {
                var made = FileSystem.MakeFolders(place.Parent);
                if (made.IsError)
                    return made;
            }
        }
        var error = FileSystem.Rename(path, place);
        return error.Fault is FileFault.NotFound or FileFault.NotFolder ? FileError.None : error;
    }

    /// <summary>Moves everything back, as far as that can be done; the first error.</summary>
    public FileError Restore()
    {
        var first = FileError.None;
        Visit((from, to, kind) =>
        {
            // Of a folder that is there only the files go back: it has its own mode bits, and what others have put there.
            bool isThere = kind == FileKind.Folder && FileSystem.Exists(to);
            var error = isThere ? FileError.None : FileSystem.Rename(from, to);
            first = first.IsError ? first : error;
            return isThere;
        });
        return first;
    }

    /// <summary>The folders that something was taken from, and those above them; of those that are gone, what they were in.</summary>
    public List<FsPath> Folders()
    {
        var folders = new List<FsPath>();
        Visit((_, to, kind) =>
        {
            bool isThere = kind == FileKind.Folder && FileSystem.Exists(to);
            if (kind == FileKind.Folder)
                folders.Add(isThere ? to : to.Parent);
            return isThere;
        });
        return folders;
    }

    private FsPath PlaceOf(int root) => folder / root.ToString(CultureInfo.InvariantCulture);

    /// <summary>Goes through all that was moved aside; into a folder where the answer is true.</summary>
    private void Visit(Func<FsPath, FsPath, FileKind, bool> visit)
    {
        for (int i = 0; i < roots.Count; i++)
            Visit(PlaceOf(i), roots[i], visit);
    }

    private static void Visit(FsPath stashed, FsPath place, Func<FsPath, FsPath, FileKind, bool> visit)
    {
        if (FolderHandle.Open(stashed, follow: false, out var handle).IsError)
            return;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var from = stashed.Append(entries.Name(i));
            var to = place.Append(entries.Name(i));
            _ = FileSystem.Stat(from, follow: false, out var status);
            if (visit(from, to, status.Kind))
                Visit(from, to, visit);
        }
    }
}
