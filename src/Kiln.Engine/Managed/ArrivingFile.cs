using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>
/// A file that grows while it is read: a download on its way, unpacked as it comes. Who downloads never waits for who reads; who reads waits for
/// bytes, and learns if the download begins anew.
/// </summary>
internal sealed class ArrivingFile(FsPath path)
{
    // How often a waiting reader looks whether the run was ended; bytes that come wake it at once.
    private const int LookEveryMilliseconds = 100;

    // Not a Lock: readers wait on it for news.
    private readonly object _news = new();
    private long _length;
    private int _beginnings;
    private bool _isOver;

    /// <summary>Bytes that are there.</summary>
    public long Length => Interlocked.Read(ref _length);

    /// <summary>So many bytes more are in the file; less than none where it begins anew.</summary>
    public void Arrived(long count)
    {
        lock (_news)
        {
            _length += count;
            _beginnings += count < 0 ? 1 : 0;
            Monitor.PulseAll(_news);
        }
    }

    /// <summary>No more will come: it is whole, or given up.</summary>
    public void End()
    {
        lock (_news)
        {
            _isOver = true;
            Monitor.PulseAll(_news);
        }
    }

    /// <summary>Reads it from the beginning; <see cref="RestartedException"/> while reading if the file begins anew.</summary>
    public Stream Open(CancellationToken cancellation) => new Reader(this, cancellation);

    private FileHandle OpenFile()
    {
        var error = FileHandle.OpenRead(path, out var file);
        return error.IsError ? throw UserErrorException.ForFile("read", path, error) : file!;
    }

    /// <summary>Bytes that can be read from a place on; 0 at the end of a file that is over.</summary>
    private long Await(long position, int beginning, CancellationToken cancellation)
    {
        lock (_news)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_beginnings != beginning)
                    throw new RestartedException();
                if (_length > position || _isOver)
                    return Math.Max(_length - position, 0);
                Monitor.Wait(_news, LookEveryMilliseconds);
            }
        }
    }

    /// <summary>The download began anew: what was read of it may not be of what comes now.</summary>
    internal sealed class RestartedException : Exception;

    private sealed class Reader : Stream
    {
        private readonly ArrivingFile _owner;
        private readonly int _beginning;
        private readonly CancellationToken _cancellation;
        private FileHandle? _file;
        private long _position;

        public Reader(ArrivingFile owner, CancellationToken cancellation)
        {
            _owner = owner;
            _cancellation = cancellation;
            lock (owner._news)
                _beginning = owner._beginnings;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int wanted = (int)Math.Min(_owner.Await(_position, _beginning, _cancellation), buffer.Length);
            if (wanted == 0)
                return 0;
            _file ??= _owner.OpenFile();
            var error = _file.ReadAt(buffer[..wanted], _position, out int count);
            if (error.IsError)
                throw new UserErrorException($"cannot read what was downloaded: {error.Reason}");
            _position += count;
            return count;
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
            _file?.Dispose();
            base.Dispose(disposing);
        }
    }
}
