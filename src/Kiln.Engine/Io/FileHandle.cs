using Kiln.Engine.Io.Unix;
using Kiln.Engine.Io.Windows;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Engine.Io;

/// <summary>An open file: read or written from its beginning to its end, by the system's own calls.</summary>
public sealed unsafe class FileHandle : IDisposable
{
    private readonly SafeFileHandle? _windows;
    private long _windowsPosition;
    private int _descriptor = -1;

    private FileHandle(int descriptor) => _descriptor = descriptor;

    private FileHandle(SafeFileHandle windows) => _windows = windows;

    /// <summary>The system's number of the file (Unix), for locks; -1 when closed.</summary>
    internal int Descriptor => _descriptor;

    /// <summary>The system's handle (Windows).</summary>
    internal SafeFileHandle? Windows => _windows;

    /// <summary>Opens a file for reading, links followed. A fifo or device is opened without waiting for its other end.</summary>
    public static FileError OpenRead(FsPath path, out FileHandle? file)
    {
        if (OperatingSystem.IsWindows())
            return FromWindows(WindowsFiles.Open(path, FileMode.Open, FileAccess.Read, out var handle), handle, out file);
        return OpenUnix(path, Libc.ReadOnly | Libc.NonBlocking | Libc.NoTerminal, 0, out file);
    }

    /// <summary>Makes a file that must not exist, for writing; <paramref name="mode"/> is subject to the umask.</summary>
    public static FileError Create(FsPath path, uint mode, out FileHandle? file)
    {
        if (OperatingSystem.IsWindows())
            return FromWindows(WindowsFiles.Open(path, FileMode.CreateNew, FileAccess.Write, out var handle), handle, out file);
        return OpenUnix(path, Libc.WriteOnly | Libc.Create | Libc.Exclusive, mode, out file);
    }

    /// <summary>The same in or below an open folder; the name ends with a NUL.</summary>
    public static FileError Create(FolderHandle folder, ReadOnlySpan<byte> terminated, uint mode, out FileHandle? file) =>
        OperatingSystem.IsWindows() ? Create(folder.Below(terminated), mode, out file)
            : OpenUnix(folder.Descriptor, terminated, Libc.WriteOnly | Libc.Create | Libc.Exclusive, mode, out file);

    /// <summary>Opens a file that several processes lock; made where it is missing, its content kept.</summary>
    public static FileError OpenForLock(FsPath path, uint mode, out FileHandle? file)
    {
        if (OperatingSystem.IsWindows())
            return FromWindows(WindowsFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, out var handle), handle, out file);
        return OpenUnix(path, Libc.ReadOnly | Libc.Create | Libc.NoTerminal, mode, out file);
    }

    /// <summary>Sets the mode bits, whatever the umask, where the system has them and allows it.</summary>
    public void ChangeMode(uint mode)
    {
        if (!OperatingSystem.IsWindows())
            _ = Libc.ChangeMode(Descriptor, mode);
    }

    /// <summary>False if the file was deleted meanwhile.</summary>
    public bool IsLinked => !Stat(out var status).IsError && status.Links > 0;

    /// <summary>
    /// Opens a file that processes of several users lock; made where it is missing, open to everyone whatever the umask. A link that
    /// leads nowhere is refused: its maker may want a file somewhere else.
    /// </summary>
    public static FileError OpenForSharedLock(FsPath path, out FileHandle? file)
    {
        const uint everyone = 0x1b6;
        if (OperatingSystem.IsWindows())
            return OpenForLock(path, everyone, out file);
        // Without O_CREAT first: Linux refuses that in /tmp for another user's file (fs.protected_regular).
        var error = OpenToLock(path, out file);
        if (error.Fault != FileFault.NotFound)
            return error;
        error = OpenUnix(path, Libc.ReadWrite | Libc.Create | Libc.Exclusive, everyone, out file);
        if (error.Fault == FileFault.Exists)
            return OpenToLock(path, out file);
        if (!error.IsError)
            _ = Libc.ChangeMode(file!.Descriptor, everyone);
        return error;
    }

    /// <summary>For writing where that may be, since NFS locks only files that are open for writing.</summary>
    private static FileError OpenToLock(FsPath path, out FileHandle? file)
    {
        int flags = Libc.NoTerminal | Libc.NonBlocking;
        var error = OpenUnix(path, Libc.ReadWrite | flags, 0, out file);
        return error.Fault == FileFault.AccessDenied ? OpenUnix(path, Libc.ReadOnly | flags, 0, out file) : error;
    }

    /// <summary>What the open file is.</summary>
    public FileError Stat(out FileStatus status) =>
        OperatingSystem.IsWindows() ? WindowsFiles.Stat(_windows!, out status) : UnixStat.Of(_descriptor, out status);

    /// <summary>Reads on; fewer bytes than asked for only at the end. <paramref name="count"/> is 0 at the end.</summary>
    public FileError Read(Span<byte> buffer, out int count) => ReadAll(buffer, null, out count);

    /// <summary>Reads on until as many bytes are there as the file is said to have, or its end: where that is right, no second call has to see the end.</summary>
    public FileError ReadExpecting(long size, Span<byte> buffer, out int count) => ReadAll(buffer, null, out count, size);

    /// <summary>Reads at a place, whatever was read before, by several threads at once; fewer bytes than asked for only at the end.</summary>
    public FileError ReadAt(Span<byte> buffer, long offset, out int count) => ReadAll(buffer, offset, out count);

    /// <summary>Writes all of <paramref name="bytes"/> behind what was written.</summary>
    public FileError Write(ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            var error = WindowsFiles.Write(_windows!, bytes, _windowsPosition);
            _windowsPosition += bytes.Length;
            return error;
        }
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes) // SAFETY: the pointer is used within the call only, with the span's own length.
                written = Libc.Write(_descriptor, start, (nuint)bytes.Length);
            if (written < 0)
            {
                if (UnixError.WasInterrupted())
                    continue;
                return UnixError.Last();
            }
            bytes = bytes[(int)written..];
        }
        return FileError.None;
    }

    /// <summary>Writes two pieces, one behind the other, with one system call where the system takes all of them.</summary>
    public FileError Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (OperatingSystem.IsWindows())
        {
            var error = Write(first);
            return error.IsError ? error : Write(second);
        }
        nint written;
        fixed (byte* firstStart = first, secondStart = second) // SAFETY: as in Write; each piece goes with its own length.
        {
            var pieces = stackalloc Libc.Piece[2];
            pieces[0] = new Libc.Piece { Start = firstStart, Length = (nuint)first.Length };
            pieces[1] = new Libc.Piece { Start = secondStart, Length = (nuint)second.Length };
            written = Libc.WritePieces(_descriptor, pieces, 2);
        }
        if (written < 0 && !UnixError.WasInterrupted())
            return UnixError.Last();
        int done = (int)Math.Max(written, 0);
        var remaining = done < first.Length ? Write(first[done..]) : FileError.None;
        return remaining.IsError ? remaining : Write(second[Math.Max(done - first.Length, 0)..]);
    }

    /// <summary>Learns what a close would say, and leaves the file open, with its lock.</summary>
    public FileError Flush()
    {
        if (OperatingSystem.IsWindows())
            return FileError.None;
        int copy = Libc.Duplicate(_descriptor);
        return copy < 0 || Libc.Close(copy) != 0 ? UnixError.Last() : FileError.None;
    }

    /// <summary>Closes the file; some file systems report only now that there was no space.</summary>
    public FileError Close()
    {
        _windows?.Dispose();
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        return descriptor >= 0 && Libc.Close(descriptor) != 0 && !UnixError.WasInterrupted() ? UnixError.Last() : FileError.None;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Fills the buffer from a place, or from where the last read ended where no <paramref name="offset"/> is given.</summary>
    private FileError ReadAll(Span<byte> buffer, long? offset, out int count, long enough = 0)
    {
        count = 0;
        while (count < buffer.Length && (count == 0 || count != enough))
        {
            var error = ReadOnce(buffer[count..], offset + count, out int read);
            if (error.IsError)
                return error;
            if (read == 0)
                break;
            count += read;
        }
        return FileError.None;
    }

    private FileError ReadOnce(Span<byte> buffer, long? offset, out int count)
    {
        if (OperatingSystem.IsWindows())
        {
            var error = WindowsFiles.Read(_windows!, buffer, offset ?? _windowsPosition, out count);
            _windowsPosition += offset is null ? count : 0;
            return error;
        }
        nint read;
        do
        {
            fixed (byte* start = buffer) // SAFETY: as in Write.
                read = offset is { } place ? Libc.ReadAt(_descriptor, start, (nuint)buffer.Length, (nint)place) : Libc.Read(_descriptor, start, (nuint)buffer.Length);
        }
        while (read < 0 && UnixError.WasInterrupted());
        count = (int)Math.Max(read, 0);
        return read < 0 ? UnixError.Last() : FileError.None;
    }

    private static FileError OpenUnix(FsPath path, int flags, uint mode, out FileHandle? file)
    {
        file = null;
        var error = UnixPath.Resolve(path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
            return OpenUnix(resolved.Folder, resolved.Rest, flags, mode, out file);
    }

    private static FileError OpenUnix(int folder, ReadOnlySpan<byte> terminated, int flags, uint mode, out FileHandle? file)
    {
        file = null;
        int descriptor;
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
        {
            do
                descriptor = Libc.OpenAt(folder, name, flags | Libc.CloseOnExec, mode);
            while (descriptor < 0 && UnixError.WasInterrupted());
        }
        if (descriptor < 0)
            return UnixError.Last();
        file = new FileHandle(descriptor);
        return FileError.None;
    }

    private static FileError FromWindows(FileError error, SafeFileHandle? handle, out FileHandle? file)
    {
        file = handle is null ? null : new FileHandle(handle);
        return error;
    }
}
