using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Pyc;

/// <summary>
/// The source hash of PEP 552, <c>_imp.source_hash</c>: SipHash (https://www.aumasson.jp/siphash) with the magic number as
/// first half of the key and zero as the second (Python/pyhash.c: _Py_KeyedHash).
/// </summary>
public static class SourceHash
{
    /// <summary>The form that CPython 3.<paramref name="pythonMinor"/> uses.</summary>
    public static SipHashRounds RoundsOfCPython(int pythonMinor) =>
        pythonMinor >= 11 ? SipHashRounds.OneThree : SipHashRounds.TwoFour;

    /// <summary>The hash of a source; its eight bytes in a <c>.pyc</c> are this number, little-endian.</summary>
    public static ulong Compute(ReadOnlySpan<byte> source, uint magic, SipHashRounds rounds)
    {
        ulong v0 = magic ^ 0x736f6d6570736575ul;
        ulong v1 = 0x646f72616e646f6d;
        ulong v2 = magic ^ 0x6c7967656e657261ul;
        ulong v3 = 0x7465646279746573;
        ulong lengthByte = (ulong)source.Length << 56;
        bool isTwoFour = rounds == SipHashRounds.TwoFour;

        while (source.Length >= sizeof(ulong))
        {
            Absorb(BinaryPrimitives.ReadUInt64LittleEndian(source), isTwoFour, ref v0, ref v1, ref v2, ref v3);
            source = source[sizeof(ulong)..];
        }

        Absorb(lengthByte | ReadRest(source), isTwoFour, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (int round = isTwoFour ? 4 : 3; round > 0; round--)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(ulong word, bool isTwoFour, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        if (isTwoFour)
            Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }

    private static ulong ReadRest(ReadOnlySpan<byte> rest)
    {
        ulong word = 0;
        for (int index = 0; index < rest.Length; index++)
            word |= (ulong)rest[index] << (8 * index);
        return word;
    }
}
