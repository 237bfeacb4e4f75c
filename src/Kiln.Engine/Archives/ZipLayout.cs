using System.Buffers.Binary;
using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Compares every local header (APPNOTE 4.3.7) with the central directory, and sees that members stand one behind the other from the
/// first byte of the archive to its directory: nothing lies between them that only a reader from the front would find, and no two share bytes.
/// <code>
/// PK 3 4 · needs:2 · flags:2 · method:2 · time:4 · crc:4 · packed:4 · size:4 · name length:2 · extra length:2 · name · extra
/// · packed content · [[PK 7 8] · crc:4 · packed:4 or 8 · size:4 or 8]
/// </code>
/// </summary>
internal sealed class ZipLayout(ArchiveFile file, ArchiveJudge judge)
{
    private const int HeaderBytes = 30;
    private const int MostDescriptorBytes = 24;

    // Enough for nearly every name and extra field, so that a header is one read.
    private byte[] _header = new byte[512];

    /// <summary>
    /// Checks all members and fills in where their content begins. <paramref name="directoryOffset"/> is where the last one must end.
    /// </summary>
    public void Check(Span<ZipMember> members, long directoryOffset)
    {
        var byOffset = new int[members.Length];
        var offsets = new long[members.Length];
        for (int i = 0; i < members.Length; i++)
            (byOffset[i], offsets[i]) = (i, members[i].HeaderOffset);
        Array.Sort(offsets, byOffset);
        long end = 0;
        for (int i = 0; i < members.Length; i++)
        {
            ref var member = ref members[byOffset[i]];
            if (member.HeaderOffset < end)
                throw judge.Refuse(member.Path, "overlaps another member");
            if (member.HeaderOffset > end)
                judge.FindAmbiguous(member.Path, $"has {member.HeaderOffset - end} bytes before it that belong to no member");
            long next = i + 1 < members.Length ? offsets[i + 1] : directoryOffset;
            member = member with { DataOffset = CheckLocalHeader(member) };
            if (member.PackedBytes > next - member.DataOffset)
                throw judge.Refuse(member.Path, "overlaps what stands behind it");
            end = member.DataOffset + member.PackedBytes;
            end += CheckDescriptor(member, end, next);
        }
        if (end != directoryOffset)
            judge.FindAmbiguous($"has {directoryOffset - end} bytes before its central directory that belong to no member");
    }

    /// <summary>Checks one local header; returns where the content behind it begins.</summary>
    private long CheckLocalHeader(in ZipMember member)
    {
        int count = file.Read(_header, member.HeaderOffset);
        if (count < HeaderBytes || !_header.AsSpan().StartsWith("PK\x03\x04"u8))
            throw judge.Refuse(member.Path, "is in the central directory, but not where that says");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(26));
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(28));
        int length = HeaderBytes + nameLength + extraLength;
        if (length > _header.Length)
        {
            _header = new byte[length];
            count = file.Read(_header, member.HeaderOffset);
        }
        if (length > count)
            throw judge.Refuse(member.Path, "has a local header that is cut off");
        Compare(member, _header.AsSpan(HeaderBytes, nameLength), _header.AsSpan(HeaderBytes + nameLength, extraLength));
        return member.HeaderOffset + length;
    }

    private void Compare(in ZipMember member, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra)
    {
        bool isSameName = name.StartsWith(member.Path.Bytes)
            && name[member.Path.Length..].SequenceEqual(member.IsFolder ? "/"u8 : default);
        if (!isSameName)
            judge.FindAmbiguous(member.Path, $"is called `{Printable.Text(name)}` in its local header");
        ReadOnlySpan<byte> header = _header;
        bool isSameKind = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == (ushort)member.Flags
            && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == (ushort)member.Method;
        if (!isSameKind)
            judge.FindAmbiguous(member.Path, "has other flags or another method in its local header than in the central directory");
        var extras = ZipExtras.Parse(extra);
        if (extras.Fault is { } fault)
            judge.FindAmbiguous(member.Path, fault);
        Span<ulong> sizes =
        [
            BinaryPrimitives.ReadUInt32LittleEndian(header[22..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[18..]),
        ];
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
        // A writer that did not know them leaves zeros, the sizes perhaps to a ZIP64 field of zeros; the descriptor has them.
        bool isLeftOpen = member.Flags.HasFlag(ZipFlags.HasDescriptor) && crc == 0;
        bool isSame = extras.TryWiden(sizes) && (IsSame(member, crc, sizes) || (isLeftOpen && sizes[0] == 0 && sizes[1] == 0));
        if (!isSame)
            judge.FindAmbiguous(member.Path, "has another CRC or size in its local header than in the central directory");
    }

    private static bool IsSame(in ZipMember member, uint crc, ReadOnlySpan<ulong> sizes) =>
        crc == member.Crc && sizes[0] == (ulong)member.SizeBytes && sizes[1] == (ulong)member.PackedBytes;

    /// <summary>
    /// Checks the descriptor of a member that has one; returns its length. Four forms are in use, with and without signature, with sizes of
    /// four or eight bytes; how far it is to the next member tells which it is.
    /// </summary>
    private long CheckDescriptor(in ZipMember member, long offset, long next)
    {
        if (!member.Flags.HasFlag(ZipFlags.HasDescriptor))
            return 0;
        Span<byte> buffer = stackalloc byte[MostDescriptorBytes];
        long distance = next - offset;
        bool isOfKnownLength = distance is 12 or 16 or 20 or 24;
        var descriptor = buffer[..(int)Math.Min(distance, MostDescriptorBytes)];
        bool isRead = file.Read(descriptor, offset) == descriptor.Length;
        bool hasSignature = distance is 16 or 24;
        if (hasSignature && descriptor.StartsWith("PK\x07\x08"u8))
            descriptor = descriptor[4..];
        else if (hasSignature)
            isRead = false;
        if (isRead && isOfKnownLength && IsSame(member, BinaryPrimitives.ReadUInt32LittleEndian(descriptor), ReadSizes(descriptor[4..])))
            return distance;
        judge.FindAmbiguous(member.Path, "has a data descriptor that does not agree with the central directory, or is not right behind its content");
        return 0;
    }

    private static ulong[] ReadSizes(ReadOnlySpan<byte> sizes) => sizes.Length == 8
        ? [BinaryPrimitives.ReadUInt32LittleEndian(sizes[4..]), BinaryPrimitives.ReadUInt32LittleEndian(sizes)]
        : [BinaryPrimitives.ReadUInt64LittleEndian(sizes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(sizes)];
}
