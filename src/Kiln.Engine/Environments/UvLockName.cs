using System.Buffers.Binary;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// The name of the file by which uv locks a Python that is no virtual environment: <c>uv-DIGEST.lock</c> in the temporary folder, with the
/// digest of the executable's path (uv-cache-key: <c>cache_digest</c>), which is SeaHash 4 of what Rust hashes of a path.
/// </summary>
internal static class UvLockName
{
    private const ulong Prime = 0x6eed0e9da4d94a4f;

    /// <summary>The name for an interpreter's executable, as it was started.</summary>
    public static string For(FsPath executable)
    {
        Span<byte> digest = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(digest, SeaHash(HashedBytes(executable)));
        return $"uv-{Convert.ToHexStringLower(digest)}.lock";
    }

    /// <summary>
    /// Rust's <c>impl Hash for Path</c>: the components without separators and without <c>.</c>, then a number that tells where they end.
    /// </summary>
    private static byte[] HashedBytes(FsPath path)
    {
        var bytes = path.Bytes;
        var hashed = new byte[bytes.Length + sizeof(ulong)];
        int used = 0;
        ulong ends = 0;
        foreach (var range in bytes.Split((byte)'/'))
        {
            var component = bytes[range];
            if (component.IsEmpty || component.SequenceEqual("."u8))
                continue;
            component.CopyTo(hashed.AsSpan(used));
            used += component.Length;
            ends = ulong.RotateRight(ends + (ulong)component.Length, 2);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(hashed.AsSpan(used), ends);
        return hashed[..(used + sizeof(ulong))];
    }

    /// <summary>SeaHash with its default seed: four words of state, each eight bytes replace the oldest (Rust crate seahash 4.1).</summary>
    private static ulong SeaHash(ReadOnlySpan<byte> bytes)
    {
        ulong a = 0x16f11fe89b0d677c, b = 0xb480a793d8e6c86c, c = 0x6fe2e5aaf078ebc9, d = 0x14f994a4c5259381;
        var rest = bytes;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            (a, b, c, d) = (b, c, d, Diffuse(a ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)));
        if (!rest.IsEmpty)
        {
            Span<byte> last = stackalloc byte[sizeof(ulong)];
            last.Clear();
            rest.CopyTo(last);
            a = Diffuse(a ^ BinaryPrimitives.ReadUInt64LittleEndian(last));
        }
        return Diffuse(a ^ b ^ c ^ d ^ (ulong)bytes.Length);
    }

    private static ulong Diffuse(ulong value)
    {
        value *= Prime;
        value ^= (value >> 32) >> (int)(value >> 60);
        return value * Prime;
    }
}
