using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>
/// The C library's file calls that have one signature on Linux and macOS. Paths are bytes with a NUL behind them.
/// All return -1 for a failure, whose number <see cref="Marshal.GetLastPInvokeError"/> then holds.
/// </summary>
internal static unsafe partial class Libc
{
    /// <summary>Relative paths are meant from the current folder.</summary>
    public static readonly int AtCurrentFolder = OperatingSystem.IsMacOS() ? -2 : -100;

    // Open flags: the access modes are the same everywhere, the rest is not.
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public static readonly int Create = OperatingSystem.IsMacOS() ? 0x200 : 0x40;
    public static readonly int Exclusive = OperatingSystem.IsMacOS() ? 0x800 : 0x80;
    public static readonly int NoTerminal = OperatingSystem.IsMacOS() ? 0x20000 : 0x100;
    public static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
    public static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    // O_DIRECTORY and O_NOFOLLOW change places between x86 and ARM in Linux.
    public static readonly int Folder = OperatingSystem.IsMacOS() ? 0x100000 : IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = OperatingSystem.IsMacOS() ? 0x100 : IsArm ? 0x8000 : 0x20000;

    // O_PATH of Linux: a place in the file system, not to be read.
    public static readonly int PlaceOnly = OperatingSystem.IsLinux() ? 0x200000 : 0;

    public static readonly int RemoveFolder = OperatingSystem.IsMacOS() ? 0x80 : 0x200;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    /// <summary>openat(2).</summary>
    public static int OpenAt(int folder, byte* path, int flags, uint mode)
    {
        // openat takes its mode as a variable argument, which Apple's ARM64 convention passes on the stack: behind eight registers' worth.
        return OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? OpenAtOnAppleArm(folder, path, flags, 0, 0, 0, 0, 0, mode)
            : OpenAtPlain(folder, path, flags, mode);
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, byte* buffer, nuint count, nint offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "writev", SetLastError = true)]
    public static partial nint WritePieces(int descriptor, Piece* pieces, int count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int RenameAt(int fromFolder, byte* from, int toFolder, byte* to);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeFolderAt(int folder, byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int folder, byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int folder, byte* path, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "faccessat", SetLastError = true)]
    public static partial int AccessAt(int folder, byte* path, int mode, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int descriptor, uint mode);

    /// <summary>With no times given: now.</summary>
    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    public static partial int SetTimesAt(int folder, byte* path, void* times, int flags);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    public static partial int LinkSymbolicallyAt(byte* target, int folder, byte* path);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAtPlain(int folder, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAtOnAppleArm(int folder, byte* path, int flags, nint a, nint b, nint c, nint d, nint e, uint mode);

    /// <summary>`struct iovec`.</summary>
    public struct Piece
    {
        public byte* Start;
        public nuint Length;
    }
}
