namespace Kiln.Engine.Archives;

/// <summary>
/// The packed bytes of a member, for an inflater to read. The last byte is handed out alone, on asking once more:
/// if an inflater is done without having asked for it, there is something behind the end of its data.
/// </summary>
internal sealed class PackedContent(ArchiveFile file, long offset, long length) : Stream
{
    private long _position;
    private int _last = -1;

    /// <summary>True if all bytes were handed out.</summary>
    public bool IsConsumed => _position == length && _last < 0;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_last >= 0)
        {
            buffer[0] = (byte)_last;
            _last = -1;
            return 1;
        }
        int count = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _position)], offset + _position);
        _position += count;
        if (_position < length || count <= 1)
            return count;
        _last = buffer[count - 1];
        return count - 1;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
