using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Engine.Io.Windows;

/// <summary>The same answers from System.IO, whose UTF-16 names are Windows' own; used on Windows only.</summary>
internal static partial class WindowsFiles
{
    public static FileError Open(FsPath path, FileMode mode, FileAccess access, out SafeFileHandle? handle)
    {
        SafeFileHandle? opened = null;
        var error = Try(() => opened = File.OpenHandle(path.ToSystemString(), mode, access, FileShare.ReadWrite | FileShare.Delete));
        handle = opened;
        return error;
    }

    public static FileError Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count)
    {
        count = 0;
        try
        {
            count = RandomAccess.Read(file, buffer, offset);
            return FileError.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrorOf(exception);
        }
    }

    public static FileError Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
            return FileError.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrorOf(exception);
        }
    }

    public static FileError Stat(SafeFileHandle file, out FileStatus status)
    {
        var result = default(FileStatus);
        var error = Try(() =>
        {
            result = new FileStatus { Kind = FileKind.File, Mode = 0x1a4, Size = RandomAccess.GetLength(file), Links = 1 };
            SetModified(ref result, File.GetLastWriteTimeUtc(file));
        });
        status = result;
        return error;
    }

    public static FileError Stat(FsPath path, bool follow, out FileStatus status)
    {
        var result = default(FileStatus);
        var error = Try(() =>
        {
            FileSystemInfo info = new FileInfo(path.ToSystemString());
            if (follow && info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                info = target;
            if ((int)info.Attributes == -1)
                throw new FileNotFoundException();
            result.Kind = info.LinkTarget is not null ? FileKind.Link
                : info.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.File;
            result.Mode = info.Attributes.HasFlag(FileAttributes.ReadOnly) ? 0x124u : 0x1a4u;
            result.Links = 1;
            result.Size = result.Kind == FileKind.File ? new FileInfo(info.FullName).Length : 0;
            SetModified(ref result, info.LastWriteTimeUtc);
        });
        status = result;
        return error;
    }

    public static FileError StatFolder(FsPath path)
    {
        var error = Stat(path, follow: true, out var status);
        return error.IsError || status.Kind == FileKind.Folder ? error : new FileError(FileFault.NotFolder, 0);
    }

    public static FileError List(FsPath path, FolderEntries entries) => Try(() =>
    {
        foreach (var info in new DirectoryInfo(path.ToSystemString()).EnumerateFileSystemInfos())
        {
            var kind = info.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Unknown
                : info.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.File;
            entries.Add(Encoding.UTF8.GetBytes(info.Name), kind);
        }
    });

    public static FileError ReadStart(FsPath path, Span<byte> buffer, out int count)
    {
        count = 0;
        var error = Open(path, FileMode.Open, FileAccess.Read, out var handle);
        if (error.IsError)
            return error;
        using (handle!)
            return Read(handle!, buffer, 0, out count);
    }

    public static FileError Rename(FsPath from, FsPath to) =>
        Try(() => File.Move(from.ToSystemString(), to.ToSystemString(), overwrite: true));

    public static FileError Delete(FsPath path) => Try(() =>
    {
        if (!File.Exists(path.ToSystemString()))
            throw new FileNotFoundException();
        File.Delete(path.ToSystemString());
    });

    public static FileError DeleteFolder(FsPath path) => Try(() => Directory.Delete(path.ToSystemString()));

    public static FileError MakeFolder(FsPath path)
    {
        string text = path.ToSystemString();
        if (Directory.Exists(text) || File.Exists(text))
            return new FileError(FileFault.Exists, 0);
        if (Path.GetDirectoryName(text) is { Length: > 0 } parent && !Directory.Exists(parent))
            return new FileError(FileFault.NotFound, 0);
        return Try(() => Directory.CreateDirectory(text));
    }

    public static FileError ReadLink(FsPath path, out FsPath target)
    {
        FsPath result = default;
        var error = Try(() => result = FsPath.From(new FileInfo(path.ToSystemString()).LinkTarget ?? throw new FileNotFoundException()));
        target = result;
        return error;
    }

    public static FileError HardLink(FsPath existing, FsPath created) =>
        CreateHardLink(created.ToSystemString(), existing.ToSystemString(), 0)
            ? FileError.None : ErrorOf(new IOException("", Marshal.GetHRForLastWin32Error()));

    public static void Touch(FsPath path) => _ = Try(() => File.SetLastWriteTimeUtc(path.ToSystemString(), TimeProvider.System.GetUtcNow().UtcDateTime));

    public static FsPath RealPath(FsPath path)
    {
        FsPath result = default;
        _ = Try(() => result = FsPath.From(new DirectoryInfo(path.ToSystemString()).ResolveLinkTarget(returnFinalTarget: true)?.FullName
            ?? Path.GetFullPath(path.ToSystemString())));
        return result;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string created, string existing, nint attributes);

    public static FileError MakeLink(FsPath path, FsPath target) =>
        Try(() => File.CreateSymbolicLink(path.ToSystemString(), target.ToSystemString()));

    private static void SetModified(ref FileStatus status, DateTime modified)
    {
        long ticks = modified.Ticks - DateTime.UnixEpoch.Ticks;
        status.ModifiedSeconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        if (rest < 0)
        {
            status.ModifiedSeconds--;
            rest += TimeSpan.TicksPerSecond;
        }
        status.ModifiedNanoseconds = (uint)(rest * 100);
    }

    private static FileError Try(Action action)
    {
        try
        {
            action();
            return FileError.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrorOf(exception);
        }
    }

    private static FileError ErrorOf(Exception exception)
    {
        int code = exception.HResult & 0xffff;
        var fault = exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => FileFault.NotFound,
            UnauthorizedAccessException => FileFault.AccessDenied,
            PathTooLongException => FileFault.NameTooLong,
            _ => code switch
            {
                32 or 33 => FileFault.Busy,
                39 or 112 => FileFault.NoSpace,
                80 or 183 => FileFault.Exists,
                145 => FileFault.NotEmpty,
                17 => FileFault.CrossDevice,
                4 => FileFault.TooManyOpen,
                _ => FileFault.Other,
            },
        };
        return new FileError(fault, code);
    }
}
