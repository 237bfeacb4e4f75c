using System.Buffers;

namespace Kiln.Engine.Io;

/// <summary>What is packed with Zstandard, read from its beginning to its end: one frame after another, as the program <c>zstd</c> reads them.</summary>
internal sealed class ZstandardStream : Stream
{
    private const int BufferSize = 128 * 1024;

    private readonly ZstandardLibrary _library;
    private readonly Stream _packed;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private nint _stream;
    private int _start;
    private int _end;
    private bool _isBetweenFrames = true;

    /// <summary>Reads a stream, which stays open.</summary>
    public ZstandardStream(Stream packed, ZstandardLibrary library)
    {
        (_packed, _library) = (packed, library);
        _stream = library.Create();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">It is damaged, or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            // Without new bytes too: the library may have content that the last buffer had no room for.
            bool hasEnded = _library.Decompress(_stream, _buffer.AsSpan(_start, _end - _start), buffer, out int read, out int written);
            _start += read;
            _isBetweenFrames = hasEnded || (_isBetweenFrames && read == 0 && written == 0);
            if (written > 0)
                return written;
            if (_start < _end)
                continue;
            (_start, _end) = (0, _packed.Read(_buffer));
            if (_end == 0)
                return _isBetweenFrames ? 0 : throw new InvalidDataException("the end is missing");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_stream != 0)
        {
            _library.Free(_stream);
            ArrayPool<byte>.Shared.Return(_buffer);
            _stream = 0;
        }
        base.Dispose(disposing);
    }
}
