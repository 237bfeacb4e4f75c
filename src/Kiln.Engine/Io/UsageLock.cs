using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>
/// A lock that many users of a folder share, or one who changes it has alone. Unix: flock(2). Windows: the way the lock file is opened,
/// since a file that one has opened for himself nobody else can open. It ends with its process.
/// </summary>
internal sealed class UsageLock : IDisposable
{
    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int NoWait = 4;
    private const int Unlock = 8;

    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly IDisposable _file;

    private UsageLock(IDisposable file) => _file = file;

    /// <summary>Takes the lock beside other users, or alone; null if others are in the way (<paramref name="isBusy"/>), or if no lock can be had there.</summary>
    public static UsageLock? TryTake(FsPath path, bool isAlone, out bool isBusy)
    {
        if (OperatingSystem.IsWindows())
            return TryOpenOnWindows(path, isAlone, out isBusy);
        isBusy = false;
        if (FileHandle.OpenForLock(path, 0x1b6, out var file).IsError)
            return null;
        if (Libc.Lock(file!.Descriptor, (isAlone ? Exclusive : Shared) | NoWait) == 0)
            return new UsageLock(file);
        isBusy = UnixError.Last().Code == WouldBlock;
        file.Dispose();
        return null;
    }

    /// <summary>
    /// Takes the lock, waiting while others are in the way; null if no lock can be had there: who may not write to a folder need not keep others out.
    /// </summary>
    public static UsageLock? Take(FsPath path, bool isAlone, CancellationToken cancellation)
    {
        while (true)
        {
            var taken = TryTake(path, isAlone, out bool isBusy);
            if (!isBusy)
                return taken;
            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // As in FileLock: closing leaves the lock with a child between fork and exec.
        if (_file is FileHandle file)
            _ = Libc.Lock(file.Descriptor, Unlock);
        _file.Dispose();
    }

    private static UsageLock? TryOpenOnWindows(FsPath path, bool isAlone, out bool isBusy)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        isBusy = false;
        try
        {
            return new UsageLock(File.OpenHandle(
                path.ToSystemString(), FileMode.OpenOrCreate, FileAccess.Read, isAlone ? FileShare.None : FileShare.Read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            isBusy = exception.HResult == sharingViolation;
            return null;
        }
    }
}
