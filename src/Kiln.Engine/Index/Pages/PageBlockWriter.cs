using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kiln.Engine.Index.Pages;

/// <summary>Writes what <see cref="PageBlockReader"/> reads.</summary>
internal sealed class PageBlockWriter(int capacity)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(Math.Max(capacity, 256));

    /// <summary>How many bytes there are.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>A number in as few bytes as it needs.</summary>
    public void WriteNumber(long number)
    {
        var span = _buffer.GetSpan(10);
        int length = 0;
        for (ulong rest = (ulong)number; ; rest >>= 7)
        {
            span[length++] = (byte)(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
            if (rest < 0x80)
                break;
        }
        _buffer.Advance(length);
    }

    /// <summary>A text.</summary>
    public void WriteText(ReadOnlySpan<byte> text)
    {
        WriteNumber(text.Length);
        _buffer.Write(text);
    }

    /// <summary>A text.</summary>
    public void WriteText(string text) => WriteText(Encoding.UTF8.GetBytes(text));

    /// <summary>A file.</summary>
    public void WriteFile(in PageFile file)
    {
        var flags = FlagsOf(file);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), (ushort)flags);
        _buffer.Advance(2);
        WriteText(file.Name);
        WriteText(flags.HasFlag(PageFileFlags.UrlEndsWithName) ? file.Url[..^file.Name.Length] : file.Url);
        WriteHashes(file.Hashes);
        if (file.Size is { } size)
            WriteNumber(size);
        if (!file.RequiresPython.IsEmpty)
            WriteText(file.RequiresPython);
        if (file.IsYanked)
            WriteText(file.YankReason);
        if (file.UploadTime is { } time)
            WriteNumber(time.UtcTicks);
        WriteHashes(file.CoreMetadataHashes);
    }

    private void WriteHashes(in PageHashes hashes)
    {
        if (!hashes.Sha256.IsEmpty)
            WriteHex(hashes.Sha256);
        if (hashes.Others is not { Count: > 0 } others)
            return;
        WriteNumber(others.Count);
        foreach (var hash in others)
        {
            WriteText(hash.Algorithm);
            WriteText(hash.Hex);
        }
    }

    private void WriteHex(ReadOnlySpan<byte> digits)
    {
        Span<char> text = stackalloc char[2 * PageBlockReader.Sha256Length];
        Encoding.ASCII.GetChars(digits, text);
        _ = Convert.FromHexString(text, _buffer.GetSpan(PageBlockReader.Sha256Length), out _, out int length);
        _buffer.Advance(length);
    }

    private static PageFileFlags FlagsOf(in PageFile file) =>
        If(file.Url.EndsWith(file.Name), PageFileFlags.UrlEndsWithName)
        | If(!file.Hashes.Sha256.IsEmpty, PageFileFlags.HasSha256)
        | If(file.Hashes.Others is { Count: > 0 }, PageFileFlags.HasOtherHashes)
        | If(file.Size is not null, PageFileFlags.HasSize)
        | If(!file.RequiresPython.IsEmpty, PageFileFlags.HasRequiresPython)
        | If(file.IsYanked, PageFileFlags.IsYanked)
        | If(file.UploadTime is not null, PageFileFlags.HasUploadTime)
        | If(file.HasCoreMetadata, PageFileFlags.HasCoreMetadata)
        | If(!file.CoreMetadataHashes.Sha256.IsEmpty, PageFileFlags.HasCoreMetadataSha256)
        | If(file.CoreMetadataHashes.Others is { Count: > 0 }, PageFileFlags.HasOtherCoreMetadataHashes);

    private static PageFileFlags If(bool isSo, PageFileFlags flag) => isSo ? flag : PageFileFlags.None;
}
