using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>The ways to bring a file to another place: a clone that shares its blocks, another name, a link, a copy. None replaces what is there.</summary>
public static unsafe class FileCopy
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Gives a file a second name (link(2)).</summary>
    public static FileError HardLink(FsPath existing, FsPath created)
    {
        if (OperatingSystem.IsWindows())
            return Windows.WindowsFiles.HardLink(existing, created);
        fixed (byte* from = existing.Terminated, to = created.Terminated) // SAFETY: both end with a NUL.
            return UnixLinks.HardLink(from, to);
    }

    /// <summary>Makes a file that shares the blocks of another one until either is written; most file systems cannot.</summary>
    public static FileError Clone(FsPath existing, FsPath created, uint mode)
    {
        if (OperatingSystem.IsMacOS())
        {
            fixed (byte* from = existing.Terminated, to = created.Terminated) // SAFETY: both end with a NUL.
                return UnixLinks.CloneOnMac(from, to);
        }
        return OperatingSystem.IsLinux() ? Fill(existing, created, mode, static (from, to) => UnixLinks.CloneInto(to.Descriptor, from.Descriptor))
            : new FileError(FileFault.Other, 0);
    }

    /// <summary>Makes a file of the same content.</summary>
    public static FileError Copy(FsPath existing, FsPath created, uint mode) => Fill(existing, created, mode, CopyInto);

    private static FileError Fill(FsPath existing, FsPath created, uint mode, Func<FileHandle, FileHandle, FileError> fill)
    {
        var error = FileHandle.OpenRead(existing, out var from);
        if (error.IsError)
            return error;
        using (from!)
        {
            error = FileHandle.Create(created, mode, out var to);
            if (error.IsError)
                return error;
            error = fill(from!, to!);
            var closing = to!.Close();
            error = error.IsError ? error : closing;
        }
        if (error.IsError)
            _ = FileSystem.Delete(created);
        return error;
    }

    private static FileError CopyInto(FileHandle from, FileHandle to)
    {
        var buffer = new byte[BufferSize];
        while (true)
        {
            var error = from.Read(buffer, out int count);
            if (!error.IsError && count > 0)
                error = to.Write(buffer.AsSpan(0, count));
            if (error.IsError || count < buffer.Length)
                return error;
        }
    }
}
