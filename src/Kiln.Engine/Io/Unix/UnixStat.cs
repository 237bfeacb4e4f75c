using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>
/// fstatat(2) in the form whose layout is known: on Linux statx(2), which is the same on every architecture; on macOS the 64-bit `struct stat`.
/// </summary>
internal static unsafe partial class UnixStat
{
    private const int NoFollowLinux = 0x100;
    private const int EmptyPathLinux = 0x1000;
    private const int NoFollowMac = 0x20;
    private const uint BasicStats = 0x7ff;

    /// <summary>What <paramref name="path"/> is, meant from <paramref name="folder"/>.</summary>
    public static FileError At(int folder, byte* path, bool follow, out FileStatus status) =>
        OperatingSystem.IsMacOS() ? AtMac(folder, path, follow, out status) : AtLinux(folder, path, follow ? 0 : NoFollowLinux, out status);

    /// <summary>What an open file is.</summary>
    public static FileError Of(int descriptor, out FileStatus status)
    {
        byte empty = 0;
        if (!OperatingSystem.IsMacOS())
            return AtLinux(descriptor, &empty, EmptyPathLinux, out status);
        MacStatus raw;
        int result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? FStat(descriptor, &raw) : FStatIntel(descriptor, &raw);
        return FromMac(result, raw, out status);
    }

    private static FileError AtLinux(int folder, byte* path, int flags, out FileStatus status)
    {
        LinuxStatus raw;
        if (StatX(folder, path, flags, BasicStats, &raw) != 0)
        {
            status = default;
            return UnixError.Last();
        }
        status = new FileStatus
        {
            Kind = KindOf(raw.Mode),
            Mode = raw.Mode & 0xfffu,
            Size = (long)raw.Size,
            ModifiedSeconds = raw.ModifiedSeconds,
            ModifiedNanoseconds = raw.ModifiedNanoseconds,
            Device = ((ulong)raw.DeviceMajor << 32) | raw.DeviceMinor,
            Inode = raw.Inode,
            Owner = raw.Owner,
            Group = raw.Group,
            Links = raw.Links,
        };
        return FileError.None;
    }

    private static FileError AtMac(int folder, byte* path, bool follow, out FileStatus status)
    {
        MacStatus raw;
        int flags = follow ? 0 : NoFollowMac;
        int result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? FStatAt(folder, path, &raw, flags)
            : FStatAtIntel(folder, path, &raw, flags);
        return FromMac(result, raw, out status);
    }

    private static FileError FromMac(int result, in MacStatus raw, out FileStatus status)
    {
        if (result != 0)
        {
            status = default;
            return UnixError.Last();
        }
        status = new FileStatus
        {
            Kind = KindOf(raw.Mode),
            Mode = raw.Mode & 0xfffu,
            Size = raw.Size,
            ModifiedSeconds = raw.ModifiedSeconds,
            ModifiedNanoseconds = (uint)raw.ModifiedNanoseconds,
            Device = (uint)raw.Device,
            Inode = raw.Inode,
            Owner = raw.Owner,
            Group = raw.Group,
            Links = raw.Links,
        };
        return FileError.None;
    }

    private static FileKind KindOf(ushort mode) => (mode & 0xf000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xa000 => FileKind.Link,
        _ => FileKind.Other,
    };

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatX(int folder, byte* path, int flags, uint mask, LinuxStatus* status);

    [LibraryImport("libc", EntryPoint = "fstatat", SetLastError = true)]
    private static partial int FStatAt(int folder, byte* path, MacStatus* status, int flags);

    [LibraryImport("libc", EntryPoint = "fstatat$INODE64", SetLastError = true)]
    private static partial int FStatAtIntel(int folder, byte* path, MacStatus* status, int flags);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static partial int FStat(int descriptor, MacStatus* status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int FStatIntel(int descriptor, MacStatus* status);

    /// <summary>`struct statx` of linux/stat.h: 256 bytes, of which we name what we read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct LinuxStatus
    {
        [FieldOffset(16)] public uint Links;
        [FieldOffset(20)] public uint Owner;
        [FieldOffset(24)] public uint Group;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }

    /// <summary>`struct stat` of macOS with 64-bit inode numbers: 144 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct MacStatus
    {
        [FieldOffset(0)] public int Device;
        [FieldOffset(4)] public ushort Mode;
        [FieldOffset(6)] public ushort Links;
        [FieldOffset(8)] public ulong Inode;
        [FieldOffset(16)] public uint Owner;
        [FieldOffset(20)] public uint Group;
        [FieldOffset(48)] public long ModifiedSeconds;
        [FieldOffset(56)] public long ModifiedNanoseconds;
        [FieldOffset(96)] public long Size;
    }
}
