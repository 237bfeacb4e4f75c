using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kiln.Engine.Wheels;

/// <summary>Hashes as a RECORD spells them: algorithm, <c>=</c>, urlsafe base64 without padding (PEP 376, PEP 427).</summary>
internal static class RecordHash
{
    // Kept for the next content of the thread: to make one takes as long as to hash 2 kB.
    [ThreadStatic]
    private static IncrementalHash? ContentHash;

    /// <summary>The hash of some content as RECORD spells it, SHA-256.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content) => Write("sha256", System.Security.Cryptography.SHA256.HashData(content));

    /// <summary>True if this is the hash of some content as RECORD spells it, SHA-256.</summary>
    public static bool IsOf(ReadOnlySpan<byte> content, ReadOnlySpan<byte> hash)
    {
        Span<byte> digest = stackalloc byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[Sha256TextBytes];
        ContentHash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ContentHash.AppendData(content);
        _ = ContentHash.GetHashAndReset(digest);
        WriteSha256(digest, text);
        return text.SequenceEqual(hash);
    }

    /// <summary>Length of <c>sha256=…</c>.</summary>
    public const int Sha256TextBytes = 50;

    /// <summary>Writes <c>sha256=…</c>, which takes <see cref="Sha256TextBytes"/>.</summary>
    public static void WriteSha256(ReadOnlySpan<byte> digest, Span<byte> text)
    {
        "sha256="u8.CopyTo(text);
        _ = Base64Url.EncodeToUtf8(digest, text[7..]);
    }

    /// <summary>The text for a digest of another algorithm.</summary>
    public static byte[] Write(string algorithm, ReadOnlySpan<byte> digest) =>
        Encoding.ASCII.GetBytes($"{algorithm}={Base64Url.EncodeToString(digest)}");

    /// <summary>The algorithm of a RECORD's hash; false if it is none of those that are strong enough.</summary>
    public static bool TryGetAlgorithm(ReadOnlySpan<byte> hash, out HashAlgorithmName algorithm) =>
        ArchiveHash.TryGetAlgorithm(AlgorithmOf(hash), out algorithm);

    /// <summary>The name before the <c>=</c>.</summary>
    public static string AlgorithmOf(ReadOnlySpan<byte> hash) => Encoding.ASCII.GetString(hash[..Math.Max(hash.IndexOf((byte)'='), 0)]);

    /// <summary>True if two texts mean the same digest: some tools leave the padding in.</summary>
    public static bool AreSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.TrimEnd((byte)'=').SequenceEqual(right.TrimEnd((byte)'='));
}
