using System.Security.Cryptography;

namespace Kiln.Engine.Wheels;

/// <summary>What a thread that unpacks uses again for every file.</summary>
internal sealed class UnpackScratch
{
    // Holds 99 % of all files of wheels whole, so that they are written by one call.
    private const int BufferBytes = 256 * 1024;

    private IncrementalHash? _sha256;
    private byte[]? _buffer;

    /// <summary>For content; made at its first use: a warm cache has nothing to unpack, and would pay for clearing it and for collecting it.</summary>
    public byte[] Buffer => _buffer ??= new byte[BufferBytes];

    /// <summary>Empty before and after every file; made at its first use, since a warm cache needs no cryptography to be loaded.</summary>
    public IncrementalHash Sha256 => _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
}
