using System.Buffers;
using System.Text;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>The hashes that a page tells of a file: nearly always one SHA-256, which stays in the page's bytes.</summary>
internal ref struct PageHashes()
{
    private const int Sha256Digits = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The SHA-256, in hexadecimal; empty if it is not told.</summary>
    public ReadOnlySpan<byte> Sha256 { get; private set; }

    /// <summary>Hashes of other algorithms.</summary>
    public IReadOnlyList<ArchiveHash> Others { get; private set; } = [];

    /// <summary>True if nothing is told.</summary>
    public readonly bool IsEmpty => Sha256.IsEmpty && Others is null or [];

    /// <summary>These hashes.</summary>
    public static PageHashes Of(IReadOnlyList<ArchiveHash> hashes)
    {
        var all = new PageHashes();
        foreach (var hash in hashes)
            all.Add(Encoding.UTF8.GetBytes(hash.Algorithm), Encoding.UTF8.GetBytes(hash.Hex));
        return all;
    }

    /// <summary>Adds a hash; one of a weak algorithm, or that is none, is left out.</summary>
    public void Add(scoped ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> digest)
    {
        if (!algorithm.SequenceEqual("sha256"u8))
            Others = [.. Others, .. RemoteFile.HashesIn($"{Encoding.UTF8.GetString(algorithm)}={Encoding.UTF8.GetString(digest)}")];
        else if (digest.Length == Sha256Digits && !digest.ContainsAnyExcept(HexDigits))
            Sha256 = digest;
    }
}
