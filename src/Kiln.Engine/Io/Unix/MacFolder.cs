using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>readdir(3) of macOS, where the call below it is private.</summary>
internal static unsafe partial class MacFolder
{
    /// <summary>Reads all entries of an open folder.</summary>
    public static FileError List(int descriptor, FolderEntries entries)
    {
        // closedir closes the descriptor, which is not ours to close here.
        int copy = Duplicate(descriptor);
        nint stream = copy < 0 ? 0 : OpenStream(copy);
        if (stream == 0)
            return UnixError.Last();
        Rewind(stream);
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        for (byte* record; (record = isArm ? Next(stream) : NextIntel(stream)) is not null;)
        {
            // `struct dirent`: inode 8, offset 8, record length 2, name length 2, type 1, name. SAFETY: lengths are the system's own.
            var name = new ReadOnlySpan<byte>(record + 21, *(ushort*)(record + 18));
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                entries.Add(name, EntryType.KindOf(record[20]));
        }
        _ = CloseStream(stream);
        return FileError.None;
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    private static partial nint OpenStream(int descriptor);

    [LibraryImport("libc", EntryPoint = "rewinddir")]
    private static partial void Rewind(nint stream);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial byte* Next(nint stream);

    [LibraryImport("libc", EntryPoint = "readdir$INODE64")]
    private static partial byte* NextIntel(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseStream(nint stream);
}
