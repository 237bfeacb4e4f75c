using System.Buffers;
using System.Globalization;
using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Remembers the SHA-256 of archives that were hashed before, as long as they stay what they were.
/// Each is a small file that holds what it is true for, a newline, and the hash in hexadecimal. It is named by the CRC of the path,
/// which needs no cryptography to be loaded (10 ms with OpenSSL): two that share one push each other out, and are hashed again.
/// </summary>
internal sealed class KnownArchives(FsPath folder)
{
    private const int HexBytes = 64;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The hash of a file that is still as it was; null if it is not known.</summary>
    public string? Find(FsPath archive, FileIdentity identity)
    {
        byte[] description = Describe(archive, identity);
        if (FileSystem.ReadAll(FileFor(archive), out var content).IsError || !content.AsSpan().StartsWith(description))
            return null;
        var rest = content.AsSpan(description.Length);
        bool isHash = rest.Length == 1 + HexBytes && rest[0] == (byte)'\n' && !rest[1..].ContainsAnyExcept(Hex);
        return isHash ? Encoding.ASCII.GetString(rest[1..]) : null;
    }

    /// <summary>Remembers a file, with what it was before it was hashed.</summary>
    public void Remember(FsPath archive, FileIdentity identity, string sha256)
    {
        _ = FileSystem.MakeFolders(folder);
        _ = FileSystem.WriteAll(FileFor(archive), [.. Describe(archive, identity), (byte)'\n', .. Encoding.ASCII.GetBytes(sha256)]);
    }

    private FsPath FileFor(FsPath archive) => folder / Crc32.Update(0, archive.Bytes).ToString("x8", CultureInfo.InvariantCulture);

    private static byte[] Describe(FsPath archive, FileIdentity identity)
    {
        string state = string.Create(
            CultureInfo.InvariantCulture, $"\0{identity.Size} {identity.ModifiedSeconds} {identity.ModifiedNanoseconds} {identity.Inode}");
        return [.. archive.Bytes, .. Encoding.ASCII.GetBytes(state)];
    }
}
