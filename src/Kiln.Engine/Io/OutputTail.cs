namespace Kiln.Engine.Io;

/// <summary>Keeps the last bytes of an endless output; written by one thread while others look.</summary>
internal sealed class OutputTail(int capacity)
{
    private readonly Lock _gate = new();
    private byte[] _ring = [];
    private long _written;

    /// <summary>Takes more output; what is older than the capacity is forgotten.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            // Most programs write nothing here, and there is one tail per worker: memory is taken at the first byte only.
            if (_ring.Length == 0)
                _ring = new byte[capacity];
            if (bytes.Length > capacity)
            {
                _written += bytes.Length - capacity;
                bytes = bytes[^capacity..];
            }
            int start = (int)(_written % capacity);
            int head = Math.Min(bytes.Length, capacity - start);
            bytes[..head].CopyTo(_ring.AsSpan(start));
            bytes[head..].CopyTo(_ring);
            _written += bytes.Length;
        }
    }

    /// <summary>What is kept, oldest byte first.</summary>
    public byte[] ToArray()
    {
        lock (_gate)
        {
            if (_written <= capacity)
                return _ring.AsSpan(0, (int)_written).ToArray();
            int start = (int)(_written % capacity);
            return [.. _ring.AsSpan(start), .. _ring.AsSpan(0, start)];
        }
    }
}
