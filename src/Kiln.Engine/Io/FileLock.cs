using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>
/// An exclusive lock between processes: flock(2) on Unix, LockFileEx on Windows. It ends with its process, however that ends.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int Exclusive = 2;
    private const int NoWait = 4;
    private const int Unlock = 8;

    // Looked at anew so often; each look is one system call. Not the same in every process, so that none is always last.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(Random.Shared.Next(20, 40));

    private readonly FileHandle _file;

    private FileLock(FileHandle file) => _file = file;

    /// <summary>Takes the lock on a file, which is made where it is missing; null if somebody holds it or it cannot be opened.</summary>
    public static FileLock? TryTake(FsPath path, uint mode = 0x1b6)
    {
        if (FileHandle.OpenForLock(path, mode, out var file).IsError)
            return null;
        // Whoever held it may have deleted the file: a lock on it would keep nobody out.
        if (TryLock(file!) && file!.IsLinked)
            return new FileLock(file!);
        file!.Dispose();
        return null;
    }

    /// <summary>
    /// Takes a lock that processes of several users share, waiting while somebody else holds it: <see cref="FileFault.Busy"/> when the
    /// time is over, any other fault where there can be no such lock.
    /// </summary>
    public static FileError Take(FsPath path, LockWait wait, out FileLock? taken)
    {
        long? start = null;
        while (true)
        {
            var error = TryTakeShared(path, out taken);
            if (error.Fault != FileFault.Busy)
                return error;
            if (start is null)
            {
                start = TimeProvider.System.GetTimestamp();
                wait.Began();
            }
            if (TimeProvider.System.GetElapsedTime(start.Value) >= wait.Limit)
                return error;
            _ = wait.Cancellation.WaitHandle.WaitOne(Interval);
            wait.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private static FileError TryTakeShared(FsPath path, out FileLock? taken)
    {
        taken = null;
        while (true)
        {
            var error = FileHandle.OpenForSharedLock(path, out var file);
            if (error.IsError)
                return error;
            error = Lock(file!);
            // Its environment may have been deleted between opening and locking: others lock another one by now.
            if (!error.IsError && file!.IsLinked)
            {
                taken = new FileLock(file!);
                return error;
            }
            file!.Dispose();
            if (error.IsError)
                return error;
        }
    }

    /// <summary>Locks an open file; false if somebody else holds it. The lock ends when the file is closed.</summary>
    internal static bool TryLock(FileHandle file) => !Lock(file).IsError;

    /// <summary>Locks an open file; <see cref="FileFault.Busy"/> if somebody else holds it.</summary>
    private static FileError Lock(FileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return LockOnWindows(file);
        if (Libc.Lock(file.Descriptor, Exclusive | NoWait) == 0)
            return FileError.None;
        var error = UnixError.Last();
        return UnixError.WouldBlock(error.Code) ? error with { Fault = FileFault.Busy } : error;
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static FileError LockOnWindows(FileHandle file)
    {
        try
        {
            // Windows locks ranges of a stream; the stream must not close the handle, which is the file's own.
            using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(file.Windows!.DangerousGetHandle(), ownsHandle: false);
            new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0).Lock(0, 1);
            return FileError.None;
        }
        catch (IOException exception)
        {
            return new FileError(FileFault.Busy, exception.HResult & 0xffff);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Closing would not do: a child between fork and exec has a copy of the descriptor, and the lock would stay with it.
        if (!OperatingSystem.IsWindows())
            _ = Libc.Lock(_file.Descriptor, Unlock);
        _file.Dispose();
    }
}
