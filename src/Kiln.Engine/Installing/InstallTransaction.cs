using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// A change of an environment that happens whole or not at all. What is removed or replaced is moved aside, what is added is written down beforehand:
/// <code>
/// site-packages/.installing-kiln/
///   journal      what will be added, and below which roots
///   stash/N/…    what was moved aside, at its path below root N
///   committed    all is in place: only this folder is left to remove
/// </code>
/// Whoever holds the environment's lock and finds such a folder finishes the change if it is committed, and takes it back if not. Power cuts are not
/// covered: nothing is flushed to the disk in between.
/// </summary>
public sealed class InstallTransaction : IDisposable
{
    private readonly FsPath _folder;
    private readonly InstallJournal _journal;
    private readonly HashSet<FsPath> _stashFolders = [];
    private readonly Lock _lock = new();
    private bool _isCommitted;

    private InstallTransaction(FsPath folder, InstallJournal journal)
    {
        _folder = folder;
        _journal = journal;
    }

    /// <summary>Begins a change that will add these files; the environment's lock is held.</summary>
    /// <exception cref="UserErrorException">The environment cannot be written to.</exception>
    public static InstallTransaction Begin(InstallTarget target, IReadOnlyList<JournalFile> files)
    {
        var folder = FolderOf(target);
        var journal = new InstallJournal(target.Roots, files);
        var error = FileSystem.MakeFolders(folder);
        if (!error.IsError)
            error = FileSystem.WriteAll(folder / "journal", journal.Serialize());
        if (error.IsError)
        {
            _ = FileSystem.DeleteTree(folder);
            throw UserErrorException.ForFile("write to", target.Purelib, error);
        }
        return new InstallTransaction(folder, journal);
    }

    /// <summary>Finishes or takes back what a killed run left; false if there was nothing. The environment's lock is held.</summary>
    public static bool Recover(InstallTarget target)
    {
        var folder = FolderOf(target);
        if (!FileSystem.IsFolder(folder))
            return false;
        bool isBegun = !FileSystem.ReadAll(folder / "journal", out byte[] content).IsError;
        if (isBegun && !FileSystem.Exists(folder / "committed") && InstallJournal.Parse(content) is { } journal)
            Undo(folder, journal);
        var error = FileSystem.DeleteTree(folder);
        return error.IsError ? throw UserErrorException.ForFile("remove", folder, error) : true;
    }

    /// <summary>Moves a file or link aside; nothing happens if it is not there.</summary>
    public FileError Stash(FsPath path)
    {
        int root = -1;
        for (int i = 0; i < _journal.Roots.Count; i++)
        {
            // The innermost root: environments have site-packages inside their data folder.
            if (path.IsWithin(_journal.Roots[i]) && (root < 0 || _journal.Roots[i].Length > _journal.Roots[root].Length))
                root = i;
        }
        if (root < 0)
            return new FileError(FileFault.AccessDenied, 0);
        var place = StashOf(_folder, root).Append(path.Bytes[_journal.Roots[root].Length..].TrimStart((byte)'/'));
        lock (_lock)
        {
            if (_stashFolders.Add(place.Parent))
            {
                var made = FileSystem.MakeFolders(place.Parent);
                if (made.IsError)
                    return made;
            }
        }
        var error = FileSystem.Rename(path, place);
        return error.Fault is FileFault.NotFound or FileFault.NotFolder ? FileError.None : error;
    }

    /// <summary>The change is complete: from here on it is not taken back.</summary>
    public void Commit()
    {
        var error = FileSystem.WriteAll(_folder / "committed", default);
        if (error.IsError)
            throw UserErrorException.ForFile("write to", _folder, error);
        _isCommitted = true;
    }

    /// <summary>Removes what was kept for taking the change back; takes it back if it was not committed.</summary>
    public void Dispose()
    {
        if (!_isCommitted)
            Undo(_folder, _journal);
        _ = FileSystem.DeleteTree(_folder);
    }

    private static FsPath FolderOf(InstallTarget target) => target.Purelib / ".installing-kiln";

    private static FsPath StashOf(FsPath folder, int root) => folder / "stash" / root.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Undo(FsPath folder, InstallJournal journal)
    {
        foreach (var file in journal.Files)
        {
            if (IsOurs(file))
                _ = FileSystem.Delete(file.Path);
        }
        EmptyFolders.Remove(journal.Files.Select(file => file.Path.Parent), journal.Roots);
        for (int i = 0; i < journal.Roots.Count; i++)
            Restore(StashOf(folder, i), journal.Roots[i]);
    }

    /// <summary>A file of the same content as the one that was to be added is the one that was added.</summary>
    private static bool IsOurs(JournalFile file)
    {
        if (FileSystem.Stat(file.Path, follow: false, out var status).IsError)
            return false;
        if (status.Kind == FileKind.Link)
            return true;
        return status.Kind == FileKind.File && status.Size == file.SizeBytes
            && !FileSystem.ReadAll(file.Path, out byte[] content).IsError && RecordHash.Of(content).AsSpan().SequenceEqual(file.RecordHash.Span);
    }

    private static void Restore(FsPath stash, FsPath place)
    {
        if (FolderHandle.Open(stash, follow: false, out var handle).IsError)
            return;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        _ = FileSystem.MakeFolders(place);
        for (int i = 0; i < entries.Count; i++)
        {
            var from = stash.Append(entries.Name(i));
            var to = place.Append(entries.Name(i));
            bool isFolder = !FileSystem.Stat(from, follow: false, out var status).IsError && status.Kind == FileKind.Folder;
            if (isFolder)
                Restore(from, to);
            else
                _ = FileSystem.Rename(from, to);
        }
    }
}
