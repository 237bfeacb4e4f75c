using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>getdents64(2): a folder's entries, thousands to a call.</summary>
internal static unsafe partial class LinuxFolder
{
    /// <summary>Reads all entries of an open folder.</summary>
    public static FileError List(int descriptor, FolderEntries entries)
    {
        const int bufferSize = 32 * 1024;
        byte* buffer = stackalloc byte[bufferSize]; // SAFETY: constant size; the kernel is told it.
        while (true)
        {
            nint count = SystemCall(GetDents, descriptor, (nint)buffer, bufferSize);
            if (count < 0)
                return UnixError.Last();
            if (count == 0)
                return FileError.None;
            Add(new ReadOnlySpan<byte>(buffer, (int)count), entries);
        }
    }

    /// <summary>Records of `struct linux_dirent64`: inode 8, offset 8, record length 2, type 1, name up to a NUL.</summary>
    private static void Add(ReadOnlySpan<byte> records, FolderEntries entries)
    {
        while (!records.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(records[16..]);
            var name = records[19..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                entries.Add(name, EntryType.KindOf(records[18]));
            records = records[length..];
        }
    }

    // By number, since the C libraries name the function differently or not at all.
    private static nint GetDents => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 217,
        Architecture.X86 => 220,
        Architecture.Arm => 217,
        Architecture.S390x => 220,
        Architecture.Ppc64le => 202,
        _ => 61, // the generic table: ARM64, RISC-V, LoongArch
    };

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);
}
