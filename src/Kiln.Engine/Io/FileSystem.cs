using Kiln.Engine.Io.Unix;
using Kiln.Engine.Io.Windows;

namespace Kiln.Engine.Io;

/// <summary>What is done to files and folders by their paths; answers are values.</summary>
public static unsafe class FileSystem
{
    /// <summary>What a path is.</summary>
    public static FileError Stat(FsPath path, bool follow, out FileStatus status)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.Stat(path, follow, out status);
        status = default;
        var error = UnixPath.Resolve(path.IsEmpty ? ".\0"u8 : path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* name = resolved.Rest) // SAFETY: Rest ends with a NUL.
                return UnixStat.At(resolved.Folder, name, follow, out status);
        }
    }

    /// <summary>True if a file or folder is there, links followed.</summary>
    public static bool Exists(FsPath path) => !Stat(path, follow: true, out _).IsError;

    /// <summary>True if a regular file is there, links followed.</summary>
    public static bool IsFile(FsPath path) => !Stat(path, follow: true, out var status).IsError && status.Kind == FileKind.File;

    /// <summary>True if a folder is there, links followed.</summary>
    public static bool IsFolder(FsPath path) => !Stat(path, follow: true, out var status).IsError && status.Kind == FileKind.Folder;

    /// <summary>True if two paths lead to one file or folder, links followed; where the platform has no file numbers, if both lead somewhere.</summary>
    public static bool IsSame(FsPath left, FsPath right) =>
        !Stat(left, follow: true, out var one).IsError && !Stat(right, follow: true, out var other).IsError && (one.Device, one.Inode) == (other.Device, other.Inode);

    /// <summary>True if this user may run the file.</summary>
    public static bool IsExecutable(FsPath path)
    {
        if (OperatingSystem.IsWindows())
            return IsFile(path);
        const int execute = 1;
        fixed (byte* name = path.Terminated) // SAFETY: it ends with a NUL.
            return Libc.AccessAt(Libc.AtCurrentFolder, name, execute, 0) == 0;
    }

    /// <summary>Moves a file over another one, in one step.</summary>
    public static FileError Rename(FsPath from, FsPath to)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.Rename(from, to);
        var error = UnixPath.Resolve(from.Terminated, out var source);
        if (error.IsError)
            return error;
        using (source)
        {
            error = UnixPath.Resolve(to.Terminated, out var target);
            if (error.IsError)
                return error;
            using (target)
            {
                fixed (byte* fromName = source.Rest, toName = target.Rest) // SAFETY: both end with a NUL.
                    return Answer(Libc.RenameAt(source.Folder, fromName, target.Folder, toName));
            }
        }
    }

    /// <summary>Removes a file or link.</summary>
    public static FileError Delete(FsPath path) => OperatingSystem.IsWindows() ? WindowsFiles.Delete(path) : Unlink(path, 0);

    /// <summary>Removes an empty folder.</summary>
    public static FileError DeleteFolder(FsPath path) =>
        OperatingSystem.IsWindows() ? WindowsFiles.DeleteFolder(path) : Unlink(path, Libc.RemoveFolder);

    /// <summary>Makes one folder, with the rights that the umask leaves of <paramref name="mode"/>.</summary>
    public static FileError MakeFolder(FsPath path, uint mode = 0x1ff)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.MakeFolder(path);
        var error = UnixPath.Resolve(path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* name = resolved.Rest) // SAFETY: Rest ends with a NUL.
                return Answer(Libc.MakeFolderAt(resolved.Folder, name, mode));
        }
    }

    /// <summary>Makes a folder and those above it; no error where it is there already.</summary>
    public static FileError MakeFolders(FsPath path)
    {
        var error = MakeFolder(path);
        if (error.Fault == FileFault.NotFound && path.Parent != path && !path.Parent.IsEmpty)
        {
            error = MakeFolders(path.Parent);
            return error.IsError ? error : MakeFolders(path);
        }
        return error.Fault == FileFault.Exists && IsFolder(path) ? FileError.None : error;
    }

    /// <summary>Removes a folder with all that is in it; links in it are removed, not followed. Stops at the first refusal.</summary>
    public static FileError DeleteTree(FsPath path) => DeleteTree(path, new FolderEntries());

    /// <summary>Files go by their names in the open folder, so that the kernel need not follow a whole path for each.</summary>
    private static FileError DeleteTree(FsPath path, FolderEntries entries)
    {
        var error = FolderHandle.Open(path, follow: false, out var folder);
        if (error.IsError)
            return error;
        var folders = new List<FsPath>();
        using (folder!)
        {
            error = folder!.List(entries);
            for (int i = 0; i < entries.Count && !error.IsError; i++)
            {
                var kind = entries.Kind(i);
                if (kind == FileKind.Unknown && !folder.Stat(entries.TerminatedName(i), follow: false, out var status).IsError)
                    kind = status.Kind;
                if (kind == FileKind.Folder)
                    folders.Add(path.Append(entries.Name(i)));
                else
                    error = UnlessGone(folder.Delete(entries.TerminatedName(i)));
            }
        }
        // The folder is closed by now: trees may be deeper than a process may have files open.
        for (int i = 0; i < folders.Count && !error.IsError; i++)
            error = UnlessGone(DeleteTree(folders[i], entries));
        return error.IsError ? error : DeleteFolder(path);
    }

    private static FileError UnlessGone(FileError error) => error.Fault == FileFault.NotFound ? FileError.None : error;

    /// <summary>All bytes of a file.</summary>
    public static FileError ReadAll(FsPath path, out byte[] content)
    {
        content = [];
        var error = FileHandle.OpenRead(path, out var file);
        if (error.IsError)
            return error;
        using (file!)
        {
            error = file!.Stat(out var status);
            if (error.IsError)
                return error;
            if (status.Kind == FileKind.Folder)
                return new FileError(FileFault.IsFolder, 0);
            content = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(status.Size, 0), Array.MaxLength));
            int count = 0;
            // A file that is read whole ends where its size says, which one more byte proves: files of the cache have megabytes, not to be copied.
            Span<byte> more = stackalloc byte[1];
            while (true)
            {
                bool isFull = count == content.Length;
                error = file.Read(isFull ? more : content.AsSpan(count), out int read);
                if (error.IsError || read == 0)
                    break;
                if (isFull)
                {
                    Array.Resize(ref content, Math.Max(2 * count, 256));
                    content[count] = more[0];
                }
                count += read;
            }
            if (count < content.Length)
                Array.Resize(ref content, count);
            return error;
        }
    }

    /// <summary>Writes a small file whole or not at all: beside its place first, then renamed into it.</summary>
    public static FileError WriteAll(FsPath path, ReadOnlySpan<byte> content, uint mode = 0x1b6)
    {
        var temporary = path.Parent.Append(TemporaryName.Next());
        var error = WriteNew(temporary, content, mode);
        if (error.IsError)
            return error;
        error = Rename(temporary, path);
        if (error.IsError)
            _ = Delete(temporary);
        return error;
    }

    /// <summary>Writes a file whole or not at all; one that is there already is replaced, and its mode bits kept.</summary>
    public static FileError ReplaceAll(FsPath path, ReadOnlySpan<byte> content)
    {
        bool isThere = !Stat(path, follow: true, out var status).IsError;
        var temporary = path.Parent.Append(TemporaryName.Next());
        var error = FileHandle.Create(temporary, 0x1b6, out var file);
        if (error.IsError)
            return error;
        error = file!.Write(content);
        if (isThere)
            file.ChangeMode(status.Mode & 0xfff);
        var closing = file.Close();
        error = error.IsError ? error : closing.IsError ? closing : Rename(temporary, path);
        if (error.IsError)
            _ = Delete(temporary);
        return error;
    }

    /// <summary>Writes a file that is not there yet; a kill in the middle leaves a part of it.</summary>
    public static FileError WriteNew(FsPath path, ReadOnlySpan<byte> content, uint mode = 0x1b6)
    {
        var error = FileHandle.Create(path, mode, out var file);
        if (error.IsError)
            return error;
        error = file!.Write(content);
        var closing = file.Close();
        error = error.IsError ? error : closing;
        if (error.IsError)
            _ = Delete(path);
        return error;
    }

    /// <summary>Makes a file look as if it had been written now; nothing is told of a failure.</summary>
    public static void Touch(FsPath path)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsFiles.Touch(path);
            return;
        }
        fixed (byte* name = path.Terminated) // SAFETY: it ends with a NUL.
            _ = Libc.SetTimesAt(Libc.AtCurrentFolder, name, null, 0);
    }

    /// <summary>Where a link leads, as it is written in the link.</summary>
    public static FileError ReadLink(FsPath path, out FsPath target)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.ReadLink(path, out target);
        target = default;
        Span<byte> buffer = stackalloc byte[4096];
        nint length;
        fixed (byte* name = path.Terminated, start = buffer) // SAFETY: the name ends with a NUL, the buffer's length is given.
            length = Libc.ReadLinkAt(Libc.AtCurrentFolder, name, start, (nuint)buffer.Length);
        if (length < 0)
            return UnixError.Last();
        target = FsPath.FromBytes(buffer[..(int)length]);
        return FileError.None;
    }

    /// <summary>The path without any links in it; the empty path if there is nothing.</summary>
    public static FsPath RealPath(FsPath path)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.RealPath(path);
        fixed (byte* name = path.Terminated) // SAFETY: it ends with a NUL.
            return UnixLinks.RealPath(name);
    }

    private static FileError Unlink(FsPath path, int flags)
    {
        var error = UnixPath.Resolve(path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* name = resolved.Rest) // SAFETY: Rest ends with a NUL.
                return Answer(Libc.UnlinkAt(resolved.Folder, name, flags));
        }
    }

    private static FileError Answer(int result) => result == 0 ? FileError.None : UnixError.Last();
}
