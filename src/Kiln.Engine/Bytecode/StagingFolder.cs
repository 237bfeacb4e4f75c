using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// A folder of unfinished files, made at the top of the tree that is compiled and gone when the run ends:
/// <code>
/// .kiln-3f9c21d07a5e-1/
///   lock                     held by the run; whoever can take it may remove the folder
///   .kiln-3f9c21d07a5e-2/    a thread's corner: making a file locks its folder
///     .kiln-3f9c21d07a5e-3   a .pyc being written
/// </code>
/// Measured on ext4, 15,130 files on two cores, after deleting the old ones: 5.9 s this way, 7.8 s with one folder for both threads (a quarter of it spent
/// waiting for the folder's lock), 8.0 s with each file made in its own <c>__pycache__</c>.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    /// <summary>The file in it that its run locks.</summary>
    public const string LockName = "lock";

    private readonly FsPath _path;
    private readonly FileLock _lock;
    private readonly ThreadLocal<FsPath> _corner;

    private StagingFolder(FsPath path, FileLock @lock)
    {
        _path = path;
        _lock = @lock;
        _corner = new ThreadLocal<FsPath>(MakeCorner);
    }

    /// <summary>Makes a staging folder in <paramref name="home"/>; null where that cannot be.</summary>
    public static StagingFolder? TryMake(FsPath home)
    {
        var path = home.Append(TemporaryName.Next());
        if (FileSystem.MakeFolder(path, mode: 0x1c0).IsError)
            return null;
        if (FileLock.TryTake(path / LockName) is { } taken)
            return new StagingFolder(path, taken);
        _ = FileSystem.DeleteFolder(path);
        return null;
    }

    /// <summary>Removes a staging folder whose run is gone; false if the run is still there or the folder cannot be removed.</summary>
    public static bool TrySweep(FsPath path)
    {
        // A run that was killed before it made the lock left nothing in the folder; only then this succeeds.
        if (!FileSystem.DeleteFolder(path).IsError)
            return true;
        if (FileHandle.OpenRead(path / LockName, out var opened).IsError)
            return false;
        using (opened!)
            return FileLock.TryLock(opened!) && TryRemove(path);
    }

    /// <summary>A path for a new file.</summary>
    public FsPath NextPath() => _corner.Value.Append(TemporaryName.Next());

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = TryRemove(_path);
        _lock.Dispose();
        _corner.Dispose();
    }

    /// <summary>Only what is ours: a folder that holds anything else stays.</summary>
    private static bool TryRemove(FsPath path)
    {
        if (FolderHandle.Open(path, follow: false, out var folder).IsError)
            return false;
        var entries = new FolderEntries();
        using (folder!)
            _ = folder!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = path.Append(entries.Name(i));
            if (TemporaryName.IsOne(entries.Name(i)) && FileSystem.Delete(entry).IsError)
                _ = TryRemove(entry);
        }
        _ = FileSystem.Delete(path / LockName);
        return !FileSystem.DeleteFolder(path).IsError;
    }

    private FsPath MakeCorner()
    {
        var corner = _path.Append(TemporaryName.Next());
        return FileSystem.MakeFolder(corner, mode: 0x1c0).IsError ? _path : corner;
    }
}
