using System.Security.Cryptography;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>Hashes archives and compares them with the hashes that were asked for.</summary>
internal static class ArchiveDigest
{
    /// <summary>
    /// The SHA-256 of a file in hexadecimal. 56 MB of archives take 40 ms of one core, little enough to do before anything of them is believed.
    /// </summary>
    public static string Sha256(FsPath archive, UnpackScratch scratch) => Compute(archive, HashAlgorithmName.SHA256, scratch);

    /// <summary>Refuses an archive that has none of the hashes asked for.</summary>
    public static void Check(WheelRequest request, string sha256, UnpackScratch scratch)
    {
        bool isAccepted = request.AcceptedHashes.Count == 0
            || request.AcceptedHashes.Contains(new ArchiveHash("sha256", sha256))
            || request.AcceptedHashes.Any(hash =>
                IsOther(hash, out var algorithm) && Compute(request.Archive, algorithm, scratch) == hash.Hex);
        if (isAccepted)
            return;
        throw new UserErrorException($"`{request.FileName}` has none of the hashes it should have")
        {
            Details = $"expected {string.Join("\n      or ", request.AcceptedHashes)}\n     got sha256:{sha256}",
        };
    }

    private static bool IsOther(ArchiveHash hash, out HashAlgorithmName algorithm) =>
        ArchiveHash.TryGetAlgorithm(hash.Algorithm, out algorithm) && algorithm != HashAlgorithmName.SHA256;

    private static string Compute(FsPath archive, HashAlgorithmName algorithm, UnpackScratch scratch)
    {
        using var file = ArchiveFile.Open(archive);
        using var hash = IncrementalHash.CreateHash(algorithm);
        long position = 0;
        while (file.Read(scratch.Buffer, position) is > 0 and int count)
        {
            hash.AppendData(scratch.Buffer.AsSpan(0, count));
            position += count;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
