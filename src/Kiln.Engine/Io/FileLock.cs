using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>
/// An exclusive lock between processes: flock(2) on Unix, LockFileEx on Windows. It ends with its process, however that ends.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int Exclusive = 2;
    private const int NoWait = 4;

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

    /// <summary>Locks an open file; false if somebody else holds it. The lock ends when the file is closed.</summary>
    internal static bool TryLock(FileHandle file)
    {
        if (!OperatingSystem.IsWindows())
            return Libc.Lock(file.Descriptor, Exclusive | NoWait) == 0;
        try
        {
            // Windows locks ranges of a stream; the stream must not close the handle, which is the file's own.
            using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(file.Windows!.DangerousGetHandle(), ownsHandle: false);
            new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0).Lock(0, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
