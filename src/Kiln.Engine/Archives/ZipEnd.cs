using System.Buffers.Binary;

namespace Kiln.Engine.Archives;

/// <summary>
/// The records at the end of an archive that say where the central directory is (APPNOTE 4.3.14 to 4.3.16):
/// <code>central directory · [ZIP64 end record · ZIP64 locator] · end record · [comment] · end of file</code>
/// Nothing may stand between or behind them. Of several end records the last counts, as in Python's zipfile.
/// </summary>
internal readonly record struct ZipEnd(long DirectoryOffset, long DirectoryBytes, long Members)
{
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int Zip64EndBytes = 56;
    private const int MostCommentBytes = ushort.MaxValue;

    /// <summary>Finds and checks the end records.</summary>
    public static ZipEnd Read(ArchiveFile file, ArchiveJudge judge)
    {
        long length = file.Status.Size;
        var tail = new byte[Math.Min(length, EndBytes + MostCommentBytes + LocatorBytes + Zip64EndBytes)];
        if (file.Read(tail, length - tail.Length) != tail.Length)
            throw judge.Refuse("was cut short while it was read");
        return Parse(tail, length - tail.Length, judge);
    }

    /// <summary>Checks the end records in the last bytes of an archive, which begin at <paramref name="tailOffset"/>.</summary>
    public static ZipEnd Parse(ReadOnlySpan<byte> tail, long tailOffset, ArchiveJudge judge)
    {
        int at = tail.LastIndexOf("PK\x05\x06"u8);
        if (at < 0)
            throw judge.Refuse("is not a zip archive, or was cut off: it has no end record");
        if (at + EndBytes > tail.Length)
            throw judge.Refuse("is cut off in its end record");
        var record = tail.Slice(at, EndBytes);
        int surplus = tail.Length - (at + EndBytes) - BinaryPrimitives.ReadUInt16LittleEndian(record[20..]);
        if (surplus < 0)
            throw judge.Refuse("is cut off in its comment");
        if (surplus > 0)
            judge.FindAmbiguous($"has {surplus} bytes behind its end");
        return ReadBefore(tail[..at], record, tailOffset, judge);
    }

    private static ZipEnd ReadBefore(ReadOnlySpan<byte> before, ReadOnlySpan<byte> record, long tailOffset, ArchiveJudge judge)
    {
        var plain = new ZipEnd(
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(record[10..]));
        long directoryEnd = tailOffset + before.Length;
        var end = plain;
        if (before.Length >= LocatorBytes && before[^LocatorBytes..].StartsWith("PK\x06\x07"u8))
        {
            end = ReadZip64(before, tailOffset, judge);
            directoryEnd -= LocatorBytes + Zip64EndBytes;
            if (!Agrees(plain, end))
                throw judge.Refuse("has a ZIP64 end record that contradicts its end record");
        }
        else if (BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) != 0
            || BinaryPrimitives.ReadUInt16LittleEndian(record[8..]) != plain.Members)
            throw judge.Refuse("is a part of a divided archive");
        return CheckPlace(end, directoryEnd, judge);
    }

    private static ZipEnd CheckPlace(ZipEnd end, long directoryEnd, ArchiveJudge judge)
    {
        if (end.DirectoryOffset < 0 || end.DirectoryBytes < 0 || end.DirectoryOffset > directoryEnd - end.DirectoryBytes)
            throw judge.Refuse("has an end record that points outside of the archive");
        if (end.DirectoryOffset + end.DirectoryBytes != directoryEnd)
            judge.FindAmbiguous("has a central directory that does not end at its end record: something stands before the archive, or between them");
        return end;
    }

    private static ZipEnd ReadZip64(ReadOnlySpan<byte> before, long tailOffset, ArchiveJudge judge)
    {
        var locator = before[^LocatorBytes..];
        int at = before.Length - LocatorBytes - Zip64EndBytes;
        bool isInPlace = at >= 0
            && BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]) == (ulong)(tailOffset + at)
            && before[at..].StartsWith("PK\x06\x06"u8);
        if (!isInPlace)
            throw judge.Refuse("has a ZIP64 locator that does not point to a record right before it");
        var record = before.Slice(at, Zip64EndBytes);
        ulong members = BinaryPrimitives.ReadUInt64LittleEndian(record[32..]);
        bool isWhole = BinaryPrimitives.ReadUInt64LittleEndian(record[4..]) == Zip64EndBytes - 12
            && BinaryPrimitives.ReadUInt64LittleEndian(record[16..]) == 0
            && BinaryPrimitives.ReadUInt64LittleEndian(record[24..]) == members;
        if (!isWhole)
            throw judge.Refuse("has a ZIP64 end record of unknown form, or is a part of a divided archive");
        return new ZipEnd(
            BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
            (long)members);
    }

    /// <summary>A field of the end record is the true number, or all ones where that does not fit.</summary>
    private static bool Agrees(ZipEnd plain, ZipEnd zip64) =>
        (plain.Members == ushort.MaxValue || plain.Members == zip64.Members)
        && (plain.DirectoryBytes == uint.MaxValue || plain.DirectoryBytes == zip64.DirectoryBytes)
        && (plain.DirectoryOffset == uint.MaxValue || plain.DirectoryOffset == zip64.DirectoryOffset);
}
