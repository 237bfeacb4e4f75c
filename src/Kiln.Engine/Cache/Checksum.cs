using System.Buffers.Binary;
using System.Numerics;

namespace Kiln.Engine.Cache;

/// <summary>CRC-32C (Castagnoli), which processors compute themselves, eight bytes a step: five times as fast as the zip format's, and pages of an index have megabytes.</summary>
internal static class Checksum
{
    /// <summary>The checksum of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return ~checksum;
    }
}
