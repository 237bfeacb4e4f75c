using System.IO.Compression;

namespace Kiln.Engine.Archives;

/// <summary>
/// The content of one member, read piece by piece and held to what the archive says of it: not one byte more than its size comes out,
/// and <see cref="CheckEnd"/> sees that it was all, with the right CRC.
/// </summary>
internal sealed class MemberContent : IDisposable
{
    private readonly ZipMember _member;
    private readonly ArchiveJudge _judge;
    private readonly PackedContent _packed;
    private readonly Stream _content;
    private long _position;
    private uint _crc;

    /// <summary>The content of a member of <paramref name="file"/>.</summary>
    public MemberContent(ArchiveFile file, in ZipMember member, ArchiveJudge judge)
    {
        _member = member;
        _judge = judge;
        _packed = new PackedContent(file, member.DataOffset, member.PackedBytes);
        _content = member.Method == ZipMethod.Deflate ? new DeflateStream(_packed, CompressionMode.Decompress, leaveOpen: true) : _packed;
    }

    /// <summary>Reads on: fills <paramref name="buffer"/> unless the content ends before; 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, _member.SizeBytes - _position);
        int count = ReadUpTo(buffer[..wanted]);
        if (count < wanted)
            throw _judge.Refuse(_member.Path, $"holds {_position + count} bytes, where the archive says {_member.SizeBytes}");
        _crc = Crc32.Update(_crc, buffer[..count]);
        _position += count;
        return count;
    }

    /// <summary>Sees that the content ended, and is what the archive says.</summary>
    public void CheckEnd()
    {
        Span<byte> more = stackalloc byte[1];
        if (ReadUpTo(more) != 0)
            throw _judge.Refuse(_member.Path, $"holds more than the {_member.SizeBytes} bytes that the archive says");
        if (!_packed.IsConsumed)
            throw _judge.Refuse(_member.Path, "has something hidden behind the end of its compressed content");
        if (_crc != _member.Crc)
            throw _judge.Refuse(_member.Path, $"is damaged: its CRC is {_crc:x8}, where the archive says {_member.Crc:x8}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _packed.Dispose();
    }

    private int ReadUpTo(Span<byte> buffer)
    {
        try
        {
            return _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw _judge.Refuse(_member.Path, $"is damaged: {exception.Message}");
        }
    }
}
