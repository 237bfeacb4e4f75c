using System.Buffers.Binary;
using System.Numerics;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The checksum of kept code: CRC-32C and the length. It finds damage, not intent: who may write to the cache may write what he likes.
/// Processors have an instruction for it; SipHash took 80 ms of the 80 MB that a first install of 15,000 sources keeps.
/// </summary>
internal static class CodeChecksum
{
    /// <summary>The checksum of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong length = (uint)bytes.Length;
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return (length << 32) | crc;
    }
}
