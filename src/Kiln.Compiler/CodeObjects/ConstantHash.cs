using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Kiln.Compiler.CodeObjects;

/// <summary>Hashes for the table of the <see cref="ConstantCache"/>.</summary>
internal static class ConstantHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The characters of names; a text of them only is interned (Objects/codeobject.c: should_intern_string).</summary>
    public static readonly SearchValues<byte> NameCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    public static uint OfNumbers(uint seed, long first, long second)
    {
        ulong hash = ((ulong)first ^ seed) * Multiplier;
        hash = (BitOperations.RotateLeft(hash, 29) ^ (ulong)second) * Multiplier;
        return (uint)(hash >> 32);
    }

    /// <summary>Takes eight bytes at a time; the last ones overlap those before them.</summary>
    public static uint OfBytes(ReadOnlySpan<byte> bytes, uint seed)
    {
        ulong hash = (((ulong)bytes.Length << 8) ^ seed) * Multiplier;
        if (bytes.Length < sizeof(ulong))
        {
            ulong last = 0;
            foreach (byte value in bytes)
                last = (last << 8) | value;
            return (uint)(((hash ^ last) * Multiplier) >> 32);
        }

        for (int index = 0; index < bytes.Length; index += sizeof(ulong))
        {
            int start = Math.Min(index, bytes.Length - sizeof(ulong));
            hash = (BitOperations.RotateLeft(hash, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..])) * Multiplier;
        }

        return (uint)(hash >> 32);
    }
}
