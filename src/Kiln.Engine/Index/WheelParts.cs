using System.Buffers.Binary;
using System.IO.Compression;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>
/// Reads METADATA out of a wheel on a server without fetching the wheel: its last bytes, which tell where its central directory is, that, and the
/// member. Small wheels have all of it in their last bytes. What is odd about the archive is told when the wheel itself is there.
/// </summary>
internal sealed class WheelParts(HttpFetcher fetcher, HttpQuery query, WheelFileName name, CancellationToken cancellation)
{
    /// <summary>The status of an answer that parts are not to be had.</summary>
    public const int NoParts = 416;

    // As uv; METADATA of most wheels lies within.
    private const int TailLength = 16 * 1024;

    private const int LocalHeaderLength = 30;

    // The extra field of a local header may be longer than that of the directory.
    private const int ExtraLength = 512;

    private const int MostMetadataBytes = 16 << 20;

    private readonly ArchiveJudge _judge = new(FsPath.From(name.Text), allowsAmbiguity: true);
    private HttpPage? _tail;

    /// <summary>METADATA as an answer.</summary>
    public async Task<HttpPage> ReadAsync()
    {
        _tail = await FetchAsync(new HttpPart(null, TailLength)).ConfigureAwait(false);
        var end = ZipEnd.Parse(_tail.Content, _tail.PartStart!.Value, _judge);
        if (end.DirectoryBytes > MostMetadataBytes)
            throw NoPartsOf(_tail.Url);
        var directory = await ReadPartAsync(end.DirectoryOffset, (int)end.DirectoryBytes).ConfigureAwait(false);
        var member = Find(ZipDirectory.Parse(directory.Span, end, _judge));
        if (member.PackedBytes > MostMetadataBytes || member.SizeBytes > MostMetadataBytes)
            throw NoPartsOf(_tail.Url);
        long length = Math.Min(LocalHeaderLength + member.Path.Length + ExtraLength + member.PackedBytes, end.DirectoryOffset - member.HeaderOffset);
        var packed = await ReadPartAsync(member.HeaderOffset, (int)length).ConfigureAwait(false);
        return new HttpPage(_tail.Url, 200, _tail.Headers, Unpack(packed.Span, member));
    }

    /// <summary>Bytes of the wheel: from the end, if they are there, else from the server.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadPartAsync(long offset, int length)
    {
        var tail = _tail!;
        if (offset >= tail.PartStart)
            return tail.Content.AsMemory((int)(offset - tail.PartStart.Value), length);
        var part = await FetchAsync(new HttpPart(offset, length)).ConfigureAwait(false);
        bool isSameFile = part.PartStart == offset && part.Content.Length == length && part.WholeLength == tail.WholeLength && part.Headers.Validators == tail.Headers.Validators;
        return isSameFile ? part.Content : throw NoPartsOf(tail.Url);
    }

    private async Task<HttpPage> FetchAsync(HttpPart part)
    {
        var page = await fetcher.ReadAsync(query with { Part = part, Known = null, IsCompressible = false }, cancellation).ConfigureAwait(false);
        page.ThrowIfRefused();
        return page is { Status: 206, PartStart: not null, WholeLength: not null } ? page : throw NoPartsOf(page.Url);
    }

    private ZipMember Find(ReadOnlySpan<ZipMember> members)
    {
        var path = FsPath.From(WheelLayout.FindDistInfo(members, _judge)) / "METADATA";
        foreach (ref readonly var member in members)
        {
            if (member.Path == path && !member.IsFolder)
                return member;
        }
        throw _judge.Refuse($"is no wheel: it has no `{path}`");
    }

    private byte[] Unpack(ReadOnlySpan<byte> packed, in ZipMember member)
    {
        if (packed.Length < LocalHeaderLength || !packed.StartsWith("PK\x03\x04"u8))
            throw _judge.Refuse(member.Path, "is in the central directory, but not where that says");
        int start = LocalHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(packed[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(packed[28..]);
        if (start + member.PackedBytes > packed.Length)
            throw _judge.Refuse(member.Path, "has a local header that is longer than expected");
        var content = packed.Slice(start, (int)member.PackedBytes).ToArray();
        if (member.Method == ZipMethod.Deflate)
            content = Inflate(content, (int)member.SizeBytes);
        return Crc32.Update(0, content) == member.Crc ? content : throw _judge.Refuse(member.Path, "is damaged");
    }

    private byte[] Inflate(byte[] packed, int length)
    {
        var content = new byte[length];
        using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            stream.ReadExactly(content);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw _judge.Refuse("has a METADATA that is damaged");
        }
        return content;
    }

    private static HttpFailureException NoPartsOf(Uri url) => new(url, HttpFault.Answer, "the server sends no parts of it") { Status = NoParts };
}
