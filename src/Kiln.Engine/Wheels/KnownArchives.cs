using System.Buffers;
using System.Globalization;
using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Remembers the SHA-256 of archives that were hashed before: of a file as long as it stays what it was, of a URL for good.
/// Each is a small file that holds what it is true for, a newline, and the hash in hexadecimal. It is named by the CRC of the path or URL,
/// which needs no cryptography to be loaded (10 ms with OpenSSL): two that share one push each other out, and are hashed again.
/// </summary>
internal sealed class KnownArchives(FsPath folder)
{
    private const int HexBytes = 64;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The hash of a file that is still as it was; null if it is not known.</summary>
    public string? Find(FsPath archive, FileIdentity identity) => Find(archive.Bytes, Describe(archive, identity));

    /// <summary>The hash of what a URL delivered; null if it is not known.</summary>
    public string? Find(string url) => Find(Encoding.UTF8.GetBytes(url), Encoding.UTF8.GetBytes(url));

    /// <summary>Remembers a file, with what it was before it was hashed.</summary>
    public void Remember(FsPath archive, FileIdentity identity, string sha256) => Remember(archive.Bytes, Describe(archive, identity), sha256);

    /// <summary>Remembers a URL.</summary>
    public void Remember(string url, string sha256) => Remember(Encoding.UTF8.GetBytes(url), Encoding.UTF8.GetBytes(url), sha256);

    private string? Find(ReadOnlySpan<byte> key, byte[] description)
    {
        if (FileSystem.ReadAll(FileFor(key), out var content).IsError || !content.AsSpan().StartsWith(description))
            return null;
        var rest = content.AsSpan(description.Length);
        bool isHash = rest.Length == 1 + HexBytes && rest[0] == (byte)'\n' && !rest[1..].ContainsAnyExcept(Hex);
        return isHash ? Encoding.ASCII.GetString(rest[1..]) : null;
    }

    private void Remember(ReadOnlySpan<byte> key, byte[] description, string sha256)
    {
        _ = FileSystem.MakeFolders(folder);
        _ = FileSystem.WriteAll(FileFor(key), [.. description, (byte)'\n', .. Encoding.ASCII.GetBytes(sha256)]);
    }

    private FsPath FileFor(ReadOnlySpan<byte> key) => folder / Crc32.Update(0, key).ToString("x8", CultureInfo.InvariantCulture);

    private static byte[] Describe(FsPath archive, FileIdentity identity)
    {
        string state = string.Create(
            CultureInfo.InvariantCulture, $"\0{identity.Size} {identity.ModifiedSeconds} {identity.ModifiedNanoseconds} {identity.Inode}");
        return [.. archive.Bytes, .. Encoding.ASCII.GetBytes(state)];
    }
}
