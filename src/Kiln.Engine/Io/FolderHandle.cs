using Kiln.Engine.Io.Unix;
using Kiln.Engine.Io.Windows;

namespace Kiln.Engine.Io;

/// <summary>
/// An open folder, whose entries are listed and looked at by their names alone: the fast way through large trees.
/// Names given to it are bytes with a NUL behind them.
/// </summary>
public sealed unsafe class FolderHandle : IDisposable
{
    private readonly FsPath _path;
    private readonly int _descriptor;

    private FolderHandle(FsPath path, int descriptor)
    {
        _path = path;
        _descriptor = descriptor;
    }

    /// <summary>The folder's path, as it was opened.</summary>
    public FsPath Path => _path;

    /// <summary>Opens a folder; with <paramref name="follow"/> false a link in its place is refused.</summary>
    public static FileError Open(FsPath path, bool follow, out FolderHandle? folder) => Open(path, follow ? 0 : Libc.NoFollow, out folder);

    /// <summary>Opens a folder, links followed, for reaching what lies in it by name; it cannot be listed, and costs half.</summary>
    public static FileError OpenPlace(FsPath path, out FolderHandle? folder) => Open(path, Libc.PlaceOnly, out folder);

    /// <summary>The same for a folder in or below this one, whose name ends with a NUL.</summary>
    public FileError OpenPlace(ReadOnlySpan<byte> terminated, out FolderHandle? folder) =>
        OperatingSystem.IsWindows() ? OpenPlace(Below(terminated), out folder) : OpenAt(_descriptor, terminated, Libc.PlaceOnly, Below(terminated), out folder);

    private static FileError Open(FsPath path, int flags, out FolderHandle? folder)
    {
        folder = null;
        if (OperatingSystem.IsWindows())
        {
            var missing = WindowsFiles.StatFolder(path);
            folder = missing.IsError ? null : new FolderHandle(path, -1);
            return missing;
        }
        var error = UnixPath.Resolve(path.IsEmpty ? ".\0"u8 : path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
            return OpenAt(resolved.Folder, resolved.Rest, flags, path, out folder);
    }

    private static FileError OpenAt(int from, ReadOnlySpan<byte> terminated, int flags, FsPath path, out FolderHandle? folder)
    {
        int descriptor;
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
            descriptor = Libc.OpenAt(from, name, Libc.ReadOnly | Libc.Folder | Libc.CloseOnExec | flags, 0);
        folder = descriptor < 0 ? null : new FolderHandle(path, descriptor);
        return descriptor < 0 ? UnixError.Last() : FileError.None;
    }

    /// <summary>
    /// Lists the folder into <paramref name="entries"/>, which is emptied first. <c>.</c> and <c>..</c> are left out. A folder that was deleted since it was
    /// opened is empty: Linux answers ENOENT for it.
    /// </summary>
    public FileError List(FolderEntries entries)
    {
        entries.Clear();
        var error = ListOpened(entries);
        return error.Fault == FileFault.NotFound ? FileError.None : error;
    }

    private FileError ListOpened(FolderEntries entries) =>
        OperatingSystem.IsWindows() ? WindowsFiles.List(_path, entries)
            : OperatingSystem.IsMacOS() ? MacFolder.List(_descriptor, entries)
            : LinuxFolder.List(_descriptor, entries);

    /// <summary>What a name in this folder is.</summary>
    public FileError Stat(ReadOnlySpan<byte> terminated, bool follow, out FileStatus status)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.Stat(Below(terminated), follow, out status);
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
            return UnixStat.At(_descriptor, name, follow, out status);
    }

    /// <summary>Makes a folder in this one, with the rights that the umask leaves.</summary>
    public FileError MakeFolder(ReadOnlySpan<byte> terminated)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.MakeFolder(Below(terminated));
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
            return Libc.MakeFolderAt(_descriptor, name, 0x1ff) == 0 ? FileError.None : UnixError.Last();
    }

    /// <summary>Removes a file or link of this folder.</summary>
    public FileError Delete(ReadOnlySpan<byte> terminated)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.Delete(Below(terminated));
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
            return Libc.UnlinkAt(_descriptor, name, 0) == 0 ? FileError.None : UnixError.Last();
    }

    /// <summary>
    /// Reads the first bytes of a file in or below this folder: open, read, close. A link is followed; a fifo is not waited for (and has no bytes).
    /// </summary>
    public FileError ReadStart(ReadOnlySpan<byte> terminated, Span<byte> buffer, out int count)
    {
        count = 0;
        if (OperatingSystem.IsWindows())
            return WindowsFiles.ReadStart(Below(terminated), buffer, out count);
        int descriptor;
        int flags = Libc.ReadOnly | Libc.NonBlocking | Libc.NoTerminal | Libc.CloseOnExec;
        fixed (byte* name = terminated) // SAFETY: the caller's name ends with a NUL.
            descriptor = Libc.OpenAt(_descriptor, name, flags, 0);
        if (descriptor < 0)
            return UnixError.Last();
        nint read;
        fixed (byte* start = buffer) // SAFETY: used within the call only, with the span's own length.
            read = Libc.Read(descriptor, start, (nuint)buffer.Length);
        var error = read < 0 ? UnixError.Last() : FileError.None;
        count = (int)Math.Max(read, 0);
        _ = Libc.Close(descriptor);
        return error;
    }

    /// <summary>Gives a file of another folder a second name in or below this one; both names end with a NUL.</summary>
    public FileError HardLink(FolderHandle from, ReadOnlySpan<byte> existing, ReadOnlySpan<byte> created)
    {
        if (OperatingSystem.IsWindows())
            return FileCopy.HardLink(from.Below(existing), Below(created));
        fixed (byte* fromName = existing, toName = created) // SAFETY: the caller's names end with a NUL.
            return UnixLinks.HardLinkAt(from._descriptor, fromName, _descriptor, toName);
    }

    /// <summary>The system's number of the folder (Unix); -1 on Windows.</summary>
    internal int Descriptor => _descriptor;

    /// <summary>Gives a file in or below this folder another name somewhere.</summary>
    public FileError HardLink(ReadOnlySpan<byte> existing, FsPath created)
    {
        if (OperatingSystem.IsWindows())
            return FileCopy.HardLink(Below(existing), created);
        var error = UnixPath.Resolve(created.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* fromName = existing, toName = resolved.Rest) // SAFETY: both end with a NUL.
                return UnixLinks.HardLinkAt(_descriptor, fromName, resolved.Folder, toName);
        }
    }

    /// <summary>Gives a file somewhere another name in or below this folder.</summary>
    public FileError HardLink(FsPath existing, ReadOnlySpan<byte> created)
    {
        if (OperatingSystem.IsWindows())
            return FileCopy.HardLink(existing, Below(created));
        var error = UnixPath.Resolve(existing.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* fromName = resolved.Rest, toName = created) // SAFETY: both end with a NUL.
                return UnixLinks.HardLinkAt(resolved.Folder, fromName, _descriptor, toName);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = Libc.Close(_descriptor);
    }

    /// <summary>The path of a name in or below this folder.</summary>
    internal FsPath Below(ReadOnlySpan<byte> terminated) => _path.Append(terminated[..^1]);
}
