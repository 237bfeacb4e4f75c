using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Engine.Managed;

/// <summary>
/// The folder of managed Pythons, in uv's layout, so that either tool finds what the other has put there:
/// <code>
/// ~/.local/share/kiln/python/
///   .lock                                who changes anything here holds it (uv's own)
///   .gitignore                           "*"
///   .temp/                               what is unfinished: archives on their way (.part), trees being unpacked
///   cpython-3.12.1-linux-x86_64-gnu/     a Python
///     BUILD                                which build of it
///   cpython-3.12-linux-x86_64-gnu        a link to the newest of 3.12
/// </code>
/// </summary>
public sealed class ManagedFolder
{
    private const string AsidePrefix = "aside-";
    private const string PartialEnding = ".part";

    // Whoever was interrupted tries again the same day, or never.
    private static readonly TimeSpan PartialLasts = TimeSpan.FromDays(7);

    private readonly FsPath _path;

    /// <summary>The folder at a place, which need not exist.</summary>
    public ManagedFolder(FsPath path) => _path = path;

    /// <summary>Where it lies.</summary>
    public FsPath Path => _path;

    /// <summary>Where unfinished things lie; on the same file system, so that they can be renamed into place.</summary>
    internal FsPath Scratch => _path / ".temp";

    /// <summary>Where a Python of this key belongs.</summary>
    public FsPath PlaceOf(PythonKey key) => _path / key.ToString();

    /// <summary>The Pythons that are there, what one would take first standing first. Links, and what is named otherwise, are no Pythons.</summary>
    public IReadOnlyList<ManagedPython> List()
    {
        if (FolderHandle.Open(_path, follow: true, out var handle).IsError)
            return [];
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        var found = new List<ManagedPython>();
        for (int i = 0; i < entries.Count; i++)
        {
            var folder = _path.Append(entries.Name(i));
            if (PythonKey.TryParse(Encoding.UTF8.GetString(entries.Name(i)), out var key)
                && !FileSystem.Stat(folder, follow: false, out var status).IsError && status.Kind == FileKind.Folder)
                found.Add(new ManagedPython(folder, key));
        }
        return [.. found.OrderBy(static each => each.Key, PythonKey.Preferred)];
    }

    /// <summary>
    /// Takes the right to change it, waiting for whoever has it, uv too; makes the folder where it is missing, and clears up after runs that were killed.
    /// </summary>
    public IDisposable Lock(LockWait wait, IReporter reporter)
    {
        Make(_path);
        if (!FileSystem.Exists(_path / ".gitignore"))
            _ = FileSystem.WriteAll(_path / ".gitignore", "*"u8);
        var error = FileLock.Take(_path / ".lock", wait with { Began = () => reporter.Warn($"another process is changing `{_path}`; waiting for it") }, out var taken);
        if (error.IsError)
        {
            throw new UserErrorException($"cannot lock `{_path}`: {error.Reason}")
            {
                Hint = error.Fault == FileFault.Busy ? "another process still installs there; `KILN_LOCK_TIMEOUT` sets how many seconds to wait" : null,
            };
        }
        Make(Scratch);
        _ = Sweep(PartialLasts);
        return taken!;
    }

    /// <summary>
    /// Removes what interrupted runs have left; downloads that can go on (<paramref name="withDownloads"/>: <see langword="false"/>) only after a week.
    /// Returns how much that was: nothing while somebody installs, whose it may be.
    /// </summary>
    public TreeSize RemoveUnfinished(bool withDownloads)
    {
        if (!FileSystem.IsFolder(Scratch) || FileLock.TryTake(_path / ".lock") is not { } taken)
            return default;
        using (taken)
            return Sweep(withDownloads ? TimeSpan.Zero : PartialLasts);
    }

    /// <summary>Where an archive's bytes go while they come.</summary>
    internal FsPath PartialOf(PythonDownload download) => Scratch / $"{PythonSource.Prefix(download)}-{download.FileName}{PartialEnding}";

    /// <summary>A name for something unfinished.</summary>
    internal FsPath NewScratch() => Scratch.Append(TemporaryName.Next());

    /// <summary>Takes a Python out of sight in one step, then removes it at leisure.</summary>
    public FileError Remove(ManagedPython python)
    {
        var aside = NewScratch();
        var error = FileSystem.Rename(python.Folder, aside);
        return error.IsError ? error : FileSystem.DeleteTree(aside);
    }

    /// <summary>Brings a tree to the place of its key. What is there goes aside first, and comes back if a kill or failure keeps the new one from its place.</summary>
    internal FileError Place(FsPath tree, PythonKey key)
    {
        var place = PlaceOf(key);
        var aside = Scratch / (AsidePrefix + key);
        bool isThere = FileSystem.IsFolder(place);
        var error = isThere ? FileSystem.Rename(place, aside) : FileError.None;
        if (error.IsError)
            return error;
        error = FileSystem.Rename(tree, place);
        if (error.IsError && isThere)
            _ = FileSystem.Rename(aside, place);
        else if (isThere)
            _ = FileSystem.DeleteTree(aside);
        return error;
    }

    /// <summary>Removes the folder itself where no Python is left in it.</summary>
    public void RemoveIfEmpty()
    {
        if (FolderHandle.Open(_path, follow: true, out var handle).IsError)
            return;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries.Name(i)[0] != (byte)'.')
                return;
        }
        _ = FileSystem.DeleteTree(_path);
        _ = FileSystem.DeleteFolder(_path.Parent);
    }

    /// <summary>Under the lock nobody else works here: what Kiln named is left from a run that was killed. Downloads stay as long as they are likely to go on.</summary>
    private TreeSize Sweep(TimeSpan partialLasts)
    {
        var removed = default(TreeSize);
        if (FolderHandle.Open(Scratch, follow: false, out var handle).IsError)
            return removed;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        long newest = (TimeProvider.System.GetUtcNow() - partialLasts).ToUnixTimeSeconds();
        for (int i = 0; i < entries.Count; i++)
        {
            var leftover = Scratch.Append(entries.Name(i));
            string name = Encoding.UTF8.GetString(entries.Name(i));
            if (name.StartsWith(AsidePrefix, StringComparison.Ordinal))
                PutBack(leftover, name[AsidePrefix.Length..]);
            else if (TemporaryName.IsOne(entries.Name(i)) || IsAbandoned(leftover, name, newest))
                removed += RemoveLeftover(leftover);
        }
        return removed;
    }

    private static bool IsAbandoned(FsPath leftover, string name, long newest) =>
        name.EndsWith(PartialEnding, StringComparison.Ordinal) && !FileSystem.Stat(leftover, follow: false, out var status).IsError && status.ModifiedSeconds <= newest;

    private static TreeSize RemoveLeftover(FsPath leftover)
    {
        var size = FileSystem.Stat(leftover, follow: false, out var status).IsError ? default
            : status.Kind == FileKind.Folder ? TreeSize.Measure(leftover) : new TreeSize(1, status.Size);
        var error = status.Kind == FileKind.Folder ? FileSystem.DeleteTree(leftover) : FileSystem.Delete(leftover);
        return error.IsError ? default : size;
    }

    /// <summary>A Python that stood aside while another took its place, when the run was killed.</summary>
    private void PutBack(FsPath aside, string key)
    {
        if (FileSystem.Exists(_path / key))
            _ = FileSystem.DeleteTree(aside);
        else
            _ = FileSystem.Rename(aside, _path / key);
    }

    private static void Make(FsPath folder)
    {
        var error = FileSystem.MakeFolders(folder);
        if (error.IsError)
            throw UserErrorException.ForFile("make the folder", folder, error);
    }
}
