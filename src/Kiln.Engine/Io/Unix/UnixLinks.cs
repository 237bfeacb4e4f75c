using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>link(2), realpath(3), and the two systems' ways to share blocks between files. Paths end with a NUL.</summary>
internal static unsafe partial class UnixLinks
{
    // FICLONE of linux/fs.h: _IOW(0x94, 9, int).
    private const nuint CloneRequest = 0x40049409;

    /// <summary>link(2).</summary>
    public static FileError HardLink(byte* existing, byte* created) => Answer(Link(existing, created));

    /// <summary>linkat(2), in open folders.</summary>
    public static FileError HardLinkAt(int fromFolder, byte* existing, int toFolder, byte* created) => Answer(LinkAt(fromFolder, existing, toFolder, created, 0));

    /// <summary>ioctl(2) FICLONE: the open target becomes a clone of the open source (Btrfs, XFS, bcachefs).</summary>
    public static FileError CloneInto(int target, int source) => Answer(InputOutputControl(target, CloneRequest, source));

    /// <summary>clonefile(2) of macOS, which makes the target (APFS).</summary>
    public static FileError CloneOnMac(byte* existing, byte* created) => Answer(CloneFile(existing, created, 0));

    /// <summary>realpath(3): the path without links; the empty path if there is nothing.</summary>
    public static FsPath RealPath(byte* path)
    {
        byte* resolved = RealPath(path, null);
        if (resolved is null)
            return default;
        var result = FsPath.FromBytes(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved));
        NativeMemory.Free(resolved);
        return result;
    }

    private static FileError Answer(int result) => result == 0 ? FileError.None : UnixError.Last();

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true)]
    private static partial int Link(byte* existing, byte* created);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    private static partial int LinkAt(int fromFolder, byte* existing, int toFolder, byte* created, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int InputOutputControl(int descriptor, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "clonefile", SetLastError = true)]
    private static partial int CloneFile(byte* existing, byte* created, uint flags);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    private static partial byte* RealPath(byte* path, byte* resolved);
}
