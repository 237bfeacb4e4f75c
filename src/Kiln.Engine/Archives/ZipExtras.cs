using System.Buffers.Binary;

namespace Kiln.Engine.Archives;

/// <summary>
/// The extra fields of a header, as far as they could change what a member is: ZIP64 sizes (APPNOTE 4.5.3) are read,
/// a second name for Unicode (4.6.9) is found out, since it gives readers two names to choose from.
/// </summary>
internal readonly ref struct ZipExtras
{
    private const ushort Zip64Id = 0x0001;
    private const ushort UnicodePathId = 0x7075;

    private ZipExtras(ReadOnlySpan<byte> zip64, bool hasZip64, string? fault)
    {
        Zip64 = zip64;
        HasZip64 = hasZip64;
        Fault = fault;
    }

    /// <summary>The content of the ZIP64 field.</summary>
    public ReadOnlySpan<byte> Zip64 { get; }

    /// <summary>True if there is a ZIP64 field.</summary>
    public bool HasZip64 { get; }

    /// <summary>What makes them ambiguous; null for nothing.</summary>
    public string? Fault { get; }

    /// <summary><c>(id:2 length:2 content)*</c></summary>
    public static ZipExtras Parse(ReadOnlySpan<byte> extras)
    {
        ReadOnlySpan<byte> zip64 = default;
        bool hasZip64 = false;
        string? fault = null;
        while (!extras.IsEmpty)
        {
            int length = extras.Length < 4 ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(extras[2..]);
            if (length > extras.Length - 4)
                return new ZipExtras(zip64, hasZip64, "has extra fields that do not add up to their length");
            ushort id = BinaryPrimitives.ReadUInt16LittleEndian(extras);
            if (id == UnicodePathId)
                fault = "has a second name in its extra fields";
            if (id == Zip64Id && hasZip64)
                fault = "has its ZIP64 sizes twice";
            if (id == Zip64Id && !hasZip64)
            {
                zip64 = extras.Slice(4, length);
                hasZip64 = true;
            }
            extras = extras[(4 + length)..];
        }
        return new ZipExtras(zip64, hasZip64, fault);
    }

    /// <summary>
    /// Reads the numbers that a header left to ZIP64, in the order size, packed size, offset; a number the header has itself is in the field only
    /// where the writer put all of them there, and must be the same. False if the field holds fewer numbers, others, or more than there are.
    /// </summary>
    public bool TryWiden(Span<ulong> numbers)
    {
        int missing = 0;
        foreach (ulong number in numbers)
            missing += number == uint.MaxValue ? 1 : 0;
        if (!HasZip64)
            return true;
        // Behind the numbers may stand the number of the disk, four bytes.
        var field = Zip64.Length % 8 == 4 ? Zip64[..^4] : Zip64;
        bool holdsAll = field.Length / 8 != missing;
        if (field.Length % 8 != 0 || field.Length / 8 < missing || field.Length / 8 > numbers.Length)
            return false;
        foreach (ref ulong number in numbers)
        {
            if (field.IsEmpty || (!holdsAll && number != uint.MaxValue))
                continue;
            ulong wide = BinaryPrimitives.ReadUInt64LittleEndian(field);
            if (number != uint.MaxValue && number != wide)
                return false;
            number = wide;
            field = field[8..];
        }
        return true;
    }
}
