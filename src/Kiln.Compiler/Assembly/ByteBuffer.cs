using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Assembly;

/// <summary>Bytes that grow at their end, in an array that is used again.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte value)
    {
        if (Count == _bytes.Length)
            Grow(1);
        _bytes[Count++] = value;
    }

    public void Add(ReadOnlySpan<byte> values) => values.CopyTo(Extend(values.Length));

    /// <summary>Adds bytes that the caller writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Extend(int count)
    {
        if (_bytes.Length - Count < count)
            Grow(count);
        Count += count;
        return _bytes.AsSpan(Count - count, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed) => Array.Resize(ref _bytes, Math.Max(Count + needed, _bytes.Length * 2));
}
