using System.Buffers.Binary;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Reads the central directory (APPNOTE 4.3.12): as many headers as the end record says, which fill it exactly. Each:
/// <code>
/// PK 1 2 · made by:2 · needs:2 · flags:2 · method:2 · time:4 · crc:4 · packed:4 · size:4
/// name length:2 · extra length:2 · comment length:2 · disk:2 · internal:2 · external:4 · header offset:4 · name · extra · comment
/// </code>
/// </summary>
internal static class ZipDirectory
{
    private const int HeaderBytes = 46;

    // The largest wheels have 30,000 members of 150 bytes; the directory is held in memory.
    private const long MostBytes = 64 << 20;

    private const uint TypeMask = 0xf000;
    private const uint FolderType = 0x4000;
    private const uint FileType = 0x8000;
    private const uint LinkType = 0xa000;

    /// <summary>All members, in the order of the directory; their local headers are not looked at.</summary>
    public static ZipMember[] Read(ArchiveFile file, ZipEnd end, ArchiveJudge judge)
    {
        if (end.DirectoryBytes > MostBytes)
            throw judge.Refuse($"has a central directory of {end.DirectoryBytes} bytes, over the limit of {MostBytes}");
        var directory = new byte[end.DirectoryBytes];
        if (file.Read(directory, end.DirectoryOffset) != directory.Length)
            throw judge.Refuse("was cut short while it was read");
        return Parse(directory, end, judge);
    }

    /// <summary>All members of a directory's bytes.</summary>
    public static ZipMember[] Parse(ReadOnlySpan<byte> directory, ZipEnd end, ArchiveJudge judge)
    {
        if (end.Members > directory.Length / HeaderBytes)
            throw judge.Refuse($"has a central directory too small for the {end.Members} members of its end record");
        var members = new ZipMember[end.Members];
        var rest = directory;
        foreach (ref var member in members.AsSpan())
            member = ReadHeader(ref rest, judge);
        if (!rest.IsEmpty)
            throw judge.Refuse($"has a central directory that goes on behind the {end.Members} members of its end record");
        return members;
    }

    private static ZipMember ReadHeader(ref ReadOnlySpan<byte> rest, ArchiveJudge judge)
    {
        if (rest.Length < HeaderBytes || !rest.StartsWith("PK\x01\x02"u8))
            throw judge.Refuse("has a central directory that holds something else than members, or fewer than its end record says");
        var header = rest[..HeaderBytes];
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        if (HeaderBytes + nameLength + extraLength + commentLength > rest.Length)
            throw judge.Refuse("has a central directory that is cut off");
        var name = rest.Slice(HeaderBytes, nameLength);
        var extra = rest.Slice(HeaderBytes + nameLength, extraLength);
        rest = rest[(HeaderBytes + nameLength + extraLength + commentLength)..];
        var flags = (ZipFlags)BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var path = CheckName(name, flags, judge);
        if (commentLength > 0)
            judge.FindAmbiguous(path, "has a comment, in which a wheel could hide something");
        var member = Number(header, ZipExtras.Parse(extra), path, judge) with
        {
            IsFolder = name[^1] == (byte)'/',
            Mode = BinaryPrimitives.ReadUInt32LittleEndian(header[38..]) >> 16,
            Flags = flags,
            Method = (ZipMethod)BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
        };
        CheckKind(member, judge);
        return member;
    }

    private static FsPath CheckName(ReadOnlySpan<byte> name, ZipFlags flags, ArchiveJudge judge)
    {
        var path = FsPath.FromBytes(name);
        if (MemberNameRules.FindFault(name, OperatingSystem.IsWindows()) is { } fault)
            throw judge.Refuse(path, fault);
        // Without the mark, Python reads such names as code page 437, others as UTF-8.
        if (!flags.HasFlag(ZipFlags.IsUtf8) && !Ascii.IsValid(name))
            judge.FindAmbiguous(path, "has a name beyond ASCII that is not marked as UTF-8");
        return path;
    }

    private static ZipMember Number(ReadOnlySpan<byte> header, ZipExtras extras, FsPath path, ArchiveJudge judge)
    {
        if (extras.Fault is { } fault)
            judge.FindAmbiguous(path, fault);
        Span<ulong> numbers =
        [
            BinaryPrimitives.ReadUInt32LittleEndian(header[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[42..]),
        ];
        if (!extras.TryWiden(numbers))
            throw judge.Refuse(path, "has ZIP64 sizes that contradict its other ones");
        foreach (ulong number in numbers)
        {
            if (number > long.MaxValue)
                throw judge.Refuse(path, "has a size or place that no archive has");
        }
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[34..]) is not (0 or ushort.MaxValue))
            throw judge.Refuse(path, "lies in another part of a divided archive");
        return new ZipMember
        {
            Path = path,
            SizeBytes = (long)numbers[0],
            PackedBytes = (long)numbers[1],
            HeaderOffset = (long)numbers[2],
            IsFolder = false,
            Mode = 0,
            Flags = ZipFlags.None,
            Method = ZipMethod.Stored,
            Crc = 0,
        };
    }

    private static void CheckKind(in ZipMember member, ArchiveJudge judge)
    {
        uint type = member.Mode & TypeMask;
        if (type == LinkType)
            throw judge.Refuse(member.Path, "is a symbolic link, which a wheel may not hold");
        if (type is not (0 or FileType or FolderType) || (type != 0 && type == FolderType != member.IsFolder))
            throw judge.Refuse(member.Path, "is neither a file nor a folder, or not what its name says");
        if (member.IsFolder && (member.SizeBytes != 0 || member.PackedBytes != 0))
            throw judge.Refuse(member.Path, "is a folder, and has content");
        if ((member.Flags & ~ZipFlags.Understood) != 0)
            throw judge.Refuse(member.Path, $"is encrypted, or uses features that no wheel has (flags 0x{(int)member.Flags:x4})");
        if (member.Method is not (ZipMethod.Stored or ZipMethod.Deflate))
            throw judge.Refuse(member.Path, $"is compressed by method {(int)member.Method}; wheels use 0 (stored) and 8 (deflate)");
        if (member.Method == ZipMethod.Stored && member.PackedBytes != member.SizeBytes)
            throw judge.Refuse(member.Path, "is stored, but its two sizes differ");
    }
}
