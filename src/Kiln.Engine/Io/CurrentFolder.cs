using System.Runtime.InteropServices;
using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>The folder that relative paths of this process are meant from.</summary>
public static unsafe partial class CurrentFolder
{
    private const int LongestPath = 64 * 1024;

    /// <summary>Its absolute path; an error where it was deleted.</summary>
    public static FileError Get(out FsPath path)
    {
        if (OperatingSystem.IsWindows())
        {
            path = FsPath.From(Environment.CurrentDirectory);
            return FileError.None;
        }
        path = default;
        var buffer = new byte[LongestPath];
        fixed (byte* start = buffer) // SAFETY: getcwd writes no more than the length given, NUL included.
        {
            if (GetCurrentFolder(start, (nuint)buffer.Length) == null)
                return UnixError.Last();
        }
        path = FsPath.FromBytes(buffer.AsSpan(0, buffer.AsSpan().IndexOf((byte)0)));
        return FileError.None;
    }

    /// <summary>Makes another folder the current one.</summary>
    public static FileError Change(FsPath path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!FileSystem.IsFolder(path))
                return new FileError(FileFault.NotFound, 0);
            Environment.CurrentDirectory = path.ToSystemString();
            return FileError.None;
        }
        fixed (byte* name = path.Terminated) // SAFETY: it ends with a NUL.
            return ChangeFolder(name) == 0 ? FileError.None : UnixError.Last();
    }

    [LibraryImport("libc", EntryPoint = "getcwd", SetLastError = true)]
    private static partial byte* GetCurrentFolder(byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "chdir", SetLastError = true)]
    private static partial int ChangeFolder(byte* path);
}
