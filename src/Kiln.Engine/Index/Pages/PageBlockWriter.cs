using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>Writes what <see cref="PageBlockReader"/> reads.</summary>
internal sealed class PageBlockWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>How many bytes there are.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>A number of four bytes.</summary>
    public void WriteFixed(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), number);
        _buffer.Advance(4);
    }

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
    public void WriteText(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(length);
        Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    /// <summary>A file.</summary>
    public void WriteFile(in PageFile file)
    {
        var flags = FlagsOf(file);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), (ushort)flags);
        _buffer.Advance(2);
        WriteText(file.Name);
        WriteText(flags.HasFlag(PageFileFlags.UrlEndsWithName) ? file.Url.AsSpan(..^file.Name.Length) : file.Url);
        if (flags.HasFlag(PageFileFlags.HasSha256))
            Write(Convert.FromHexString(file.Hashes[0].Hex));
        if (flags.HasFlag(PageFileFlags.HasOtherHashes))
            WriteHashes(file.Hashes);
        if (file.Size is { } size)
            WriteNumber(size);
        if (file.RequiresPython is { } pythons)
            WriteText(pythons);
        if (file.Yanked is { } reason)
            WriteText(reason);
        if (file.UploadTime is { } time)
            WriteNumber(time.UtcTicks);
        if (flags.HasFlag(PageFileFlags.HasCoreMetadataHashes))
            WriteHashes(file.CoreMetadataHashes);
    }

    private void WriteHashes(IReadOnlyList<ArchiveHash> hashes)
    {
        WriteNumber(hashes.Count);
        foreach (var hash in hashes)
        {
            WriteText(hash.Algorithm);
            WriteText(hash.Hex);
        }
    }

    private static PageFileFlags FlagsOf(in PageFile file)
    {
        bool isSha256 = file.Hashes is [{ Algorithm: "sha256" }];
        return If(file.Url.EndsWith(file.Name, StringComparison.Ordinal), PageFileFlags.UrlEndsWithName)
            | If(isSha256, PageFileFlags.HasSha256)
            | If(!isSha256 && file.Hashes.Count > 0, PageFileFlags.HasOtherHashes)
            | If(file.Size is not null, PageFileFlags.HasSize)
            | If(file.RequiresPython is not null, PageFileFlags.HasRequiresPython)
            | If(file.Yanked is not null, PageFileFlags.IsYanked)
            | If(file.UploadTime is not null, PageFileFlags.HasUploadTime)
            | If(file.HasCoreMetadata, PageFileFlags.HasCoreMetadata)
            | If(file.CoreMetadataHashes.Count > 0, PageFileFlags.HasCoreMetadataHashes);
    }

    private static PageFileFlags If(bool isSo, PageFileFlags flag) => isSo ? flag : PageFileFlags.None;
}
