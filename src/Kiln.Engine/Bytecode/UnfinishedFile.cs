using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Files that Kiln makes beside their place, and locks until they are complete (<see cref="PycWriter"/>).</summary>
internal static class UnfinishedFile
{
    /// <summary>A file is made before it is locked, and written after: within this time an empty one may be about to be locked.</summary>
    private static readonly TimeSpan BirthTime = TimeSpan.FromMinutes(1);

    /// <summary>True if the run that made the file is gone.</summary>
    public static bool IsAbandoned(FsPath path, in FileStatus status, DateTimeOffset now) =>
        (status.Size > 0 || now.ToUnixTimeSeconds() - status.ModifiedSeconds > BirthTime.TotalSeconds) && !IsLocked(path);

    /// <summary>Removes a file whose run is gone. It stays locked meanwhile, so that a run which has just made it notices (<see cref="PycWriter"/>).</summary>
    public static void Sweep(FsPath path)
    {
        if (FileHandle.OpenRead(path, out var file).IsError)
            return;
        using (file!)
        {
            if (FileLock.TryLock(file!))
                _ = FileSystem.Delete(path);
        }
    }

    /// <summary>True if somebody holds the lock on a file, or it cannot be seen whether.</summary>
    public static bool IsLocked(FsPath path)
    {
        if (FileHandle.OpenRead(path, out var file).IsError)
            return true;
        using (file!)
            return !FileLock.TryLock(file!);
    }
}
