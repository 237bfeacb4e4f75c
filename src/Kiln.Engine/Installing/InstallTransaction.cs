using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// A change of an environment that happens whole or not at all. What is removed or replaced is moved aside, what is added is written down beforehand:
/// <code>
/// site-packages/.installing-kiln/
///   journal      what will be added, and below which roots
///   stash/N/…    what was moved aside, at its path below root N
///   adding       nothing is left in the way: what lies at a place of the journal from now on was added
///   restoring    what was added is away again (this was "adding" before)
///   committed    all is in place: only this folder is left to remove, and folders that became empty
/// </code>
/// Whoever holds the environment's lock and finds such a folder finishes the change if it is committed, and takes it back if not; killed at that,
/// he can be followed by the next. Power cuts are not covered: nothing is flushed to the disk in between.
/// </summary>
public sealed class InstallTransaction : IDisposable
{
    private const int MostTries = 100;

    private readonly FsPath _folder;
    private readonly InstallJournal _journal;
    private readonly Stash _stash;
    private bool _isCommitted;

    private InstallTransaction(FsPath folder, InstallJournal journal)
    {
        _folder = folder;
        _journal = journal;
        _stash = StashOf(folder, journal);
    }

    /// <summary>Begins a change that will add these files; the environment's lock is held.</summary>
    /// <exception cref="UserErrorException">The environment cannot be written to.</exception>
    public static InstallTransaction Begin(InstallTarget target, IReadOnlyList<JournalFile> files)
    {
        var folder = FolderOf(target);
        var journal = new InstallJournal(target.Roots, files);
        _ = FileSystem.MakeFolders(folder.Parent);
        var error = FileSystem.MakeFolder(folder);
        if (error.Fault == FileFault.Exists)
            throw new UserErrorException($"another process is in the middle of changing `{target.Purelib}`") { Hint = "wait until it has ended" };
        if (!error.IsError)
            error = FileSystem.WriteAll(folder / "journal", journal.Serialize().Span);
        if (error.IsError)
        {
            _ = FileSystem.DeleteTree(folder);
            throw UserErrorException.ForFile("write to", target.Purelib, error);
        }
        return new InstallTransaction(folder, journal);
    }

    /// <summary>Finishes or takes back what a killed run left; false if there was nothing. The environment's lock is held.</summary>
    /// <exception cref="UserErrorException">It cannot be done.</exception>
    public static bool Recover(InstallTarget target)
    {
        foreach (var site in ((FsPath[])[target.Purelib, target.Platlib]).Distinct())
            SweepBytecode(site);
        var folder = FolderOf(target);
        if (!FileSystem.IsFolder(folder))
            return false;
        bool isBegun = !FileSystem.ReadAll(folder / "journal", out byte[] content).IsError;
        var journal = isBegun ? InstallJournal.Parse(content) : null;
        var error = journal is null ? Remove(folder) : End(folder, journal, StashOf(folder, journal), FileSystem.Exists(folder / "committed"));
        return error.IsError ? throw UserErrorException.ForFile("take back the unfinished change in", folder, error) : true;
    }

    /// <summary>A run that was killed while it compiled left its staging folder; nobody else comes by it where nothing is to compile.</summary>
    private static void SweepBytecode(FsPath site)
    {
        foreach (var staging in StagingSweep.FindIn(site))
        {
            // The staging folder goes last: killed here, the next one finds it, and all of this to do again.
            if (!UnfinishedFile.IsLocked(staging / StagingFolder.LockName))
                EmptyCacheFolders.Remove(site);
            _ = StagingFolder.TrySweep(staging);
        }
    }

    /// <summary>Replaces a file of the environment in one step, outside of any change; what a kill leaves is removed by <see cref="Recover"/>.</summary>
    public static FileError Replace(InstallTarget target, FsPath path, ReadOnlySpan<byte> content)
    {
        var folder = FolderOf(target);
        var error = FileSystem.MakeFolder(folder);
        if (!error.IsError)
            error = FileSystem.WriteAll(folder / "new", content);
        if (!error.IsError)
            error = FileSystem.Rename(folder / "new", path);
        _ = FileSystem.DeleteTree(folder);
        return error;
    }

    /// <summary>Moves a file, a link or a whole folder aside; nothing happens if it is not there.</summary>
    public FileError Stash(FsPath path) => _stash.Take(path);

    /// <summary>All that is removed is aside: moves aside what else is in the way, too. Files are added after this only.</summary>
    /// <exception cref="UserErrorException">Something cannot be moved, or a folder leads out of the environment.</exception>
    public void BeginAdding()
    {
        foreach (var path in new TakenPlaces(_journal.Roots).Among(_journal.Files.Select(file => file.Path)))
        {
            var error = Stash(path);
            if (error.IsError)
                throw UserErrorException.ForFile("replace", path, error);
        }
        Mark("adding");
    }

    /// <summary>The change is complete: from here on it is not taken back.</summary>
    public void Commit()
    {
        Mark("committed");
        _isCommitted = true;
    }

    /// <summary>Removes what was kept for taking the change back; takes it back if it was not committed. What cannot be put back stays for the next run.</summary>
    public void Dispose() => _ = End(_folder, _journal, _stash, _isCommitted);

    private static FsPath FolderOf(InstallTarget target) => target.Purelib.Append(TemporaryName.ChangeFolder);

    private static Stash StashOf(FsPath folder, InstallJournal journal) => new(folder / "stash", journal.Roots);

    private void Mark(string stage)
    {
        var error = FileSystem.WriteAll(_folder / stage, default);
        if (error.IsError)
            throw UserErrorException.ForFile("write to", _folder, error);
    }

    private static FileError End(FsPath folder, InstallJournal journal, Stash stash, bool isCommitted)
    {
        var error = isCommitted ? FileError.None : Undo(folder, journal, stash);
        if (error.IsError)
            return error;
        if (isCommitted)
            EmptyFolders.Remove(stash.Folders(), journal.Roots);
        // The journal goes first: without its mark, half of a folder would be taken for a change to take back.
        _ = FileSystem.Delete(folder / "journal");
        return Remove(folder);
    }

    /// <summary>Others who compile site-packages may have come in, and write while this deletes.</summary>
    private static FileError Remove(FsPath folder)
    {
        var error = FileSystem.DeleteTree(folder);
        for (int i = 0; i < MostTries && error.Fault == FileFault.NotEmpty; i++)
            error = FileSystem.DeleteTree(folder);
        return error;
    }

    private static FileError Undo(FsPath folder, InstallJournal journal, Stash stash)
    {
        if (FileSystem.Exists(folder / "adding"))
        {
            var ours = journal.Files.Where(IsOurs).Select(file => file.Path).ToList();
            // Bytecode first: once the sources are gone, nobody knows any more that it was added with them.
            foreach (var sources in ours.Where(path => path.Bytes.EndsWith(".py"u8)).GroupBy(path => path.Parent))
            {
                Leftovers.Sweep(sources.Key / "__pycache__");
                foreach (var bytecode in SourceBytecode.Of(sources.Key, [.. sources]))
                    _ = FileSystem.Delete(bytecode);
            }
            ours.ForEach(path => _ = FileSystem.Delete(path));
            // What is put back now may be equal to what was added, and must not be taken for it by who follows.
            _ = FileSystem.Rename(folder / "adding", folder / "restoring");
        }
        var error = stash.Restore();
        // Not before they were looked at, which comes before adding: folders may be links that lead out.
        if (!error.IsError && FileSystem.Exists(folder / "restoring"))
            EmptyFolders.Remove(journal.Files.Select(file => file.Path.Parent), journal.Roots);
        return error;
    }

    /// <summary>A file of the same content as the one that was to be added is the one that was added; a shorter one was being written.</summary>
    private static bool IsOurs(JournalFile file)
    {
        if (FileSystem.Stat(file.Path, follow: false, out var status).IsError)
            return false;
        if (status.Kind != FileKind.File || status.Size != file.SizeBytes)
            return status.Kind == FileKind.Link || (status.Kind == FileKind.File && status.Size < file.SizeBytes);
        return !FileSystem.ReadAll(file.Path, out byte[] content).IsError && RecordHash.Of(content).AsSpan().SequenceEqual(file.RecordHash.Span);
    }
}
