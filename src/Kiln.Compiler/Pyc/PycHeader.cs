using System.Buffers.Binary;

namespace Kiln.Compiler.Pyc;

/// <summary>
/// The 16 bytes before the code object of a <c>.pyc</c> (PEP 552): magic number, flags, then either the source's
/// modification time and size or its hash. All numbers are little-endian.
/// </summary>
/// <param name="Magic">The magic number of the interpreter, <c>importlib.util.MAGIC_NUMBER</c> read as a number.</param>
/// <param name="Flags">Bit 0: hash-based; bit 1: the hash is checked at import.</param>
/// <param name="Stamp">The last eight bytes: the hash, or the modification time (low half) and size (high half).</param>
public readonly record struct PycHeader(uint Magic, uint Flags, ulong Stamp)
{
    /// <summary>The number of bytes a header takes.</summary>
    public const int SizeBytes = 16;

    private const uint HashBased = 1;
    private const uint CheckSource = 2;

    /// <summary>Whether the source's hash stands in the header, not its time and size.</summary>
    public bool IsHashBased => (Flags & HashBased) != 0;

    /// <summary>Whether importlib accepts the flags; it raises ImportError where an unknown one is set.</summary>
    public bool HasKnownFlags => (Flags & ~(HashBased | CheckSource)) == 0;

    /// <summary>The mode which the flags tell; importlib looks at bit 1 only in hash-based files.</summary>
    public InvalidationMode Mode =>
        !IsHashBased ? InvalidationMode.Timestamp
        : (Flags & CheckSource) != 0 ? InvalidationMode.CheckedHash
        : InvalidationMode.UncheckedHash;

    /// <summary>The source's modification time as <see cref="SourceMtime"/> gives it; only in timestamp mode.</summary>
    public uint Mtime => (uint)Stamp;

    /// <summary>The low 32 bits of the source's size; only in timestamp mode.</summary>
    public uint SourceSize => (uint)(Stamp >> 32);

    /// <summary>The source's hash; only in the hash modes.</summary>
    public ulong SourceHash => Stamp;

    /// <summary>A header of timestamp mode.</summary>
    public static PycHeader Timestamp(uint magic, uint mtime, uint sourceSize) =>
        new(magic, 0, mtime | (ulong)sourceSize << 32);

    /// <summary>A header of a hash mode; with <paramref name="checkSource"/> the interpreter compares the hash at import.</summary>
    public static PycHeader Hash(uint magic, ulong sourceHash, bool checkSource) =>
        new(magic, checkSource ? HashBased | CheckSource : HashBased, sourceHash);

    /// <summary>Reads the header at the start of <paramref name="bytes"/>; false if there are fewer than 16.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out PycHeader header)
    {
        if (bytes.Length < SizeBytes)
        {
            header = default;
            return false;
        }

        header = new PycHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        return true;
    }

    /// <summary>Writes the 16 bytes at the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Stamp);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
    }
}
