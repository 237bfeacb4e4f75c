using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Source;

/// <summary>
/// The text of one file as UTF-8: first the source with its newlines made <c>\n</c>, then zeros that end it, then what stages decoded from it
/// (strings with escapes). One growing array for all, so that a <see cref="TextSpan"/> says where a text is whoever made it.
/// A worker owns one and fills it anew for each file.
/// </summary>
internal sealed class SourceText
{
    /// <summary>Zeros after the source, so that scanning ahead needs no check of the length.</summary>
    public const int Padding = 64;

    private const int SmallestCapacity = 1 << 16;

    private byte[] _bytes = new byte[SmallestCapacity];
    private int _count;

    /// <summary>The text. Appending may replace the array: do not keep it over that.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Where the source ends: at the first zero.</summary>
    public int SourceLength { get; private set; }

    /// <summary>Whether the source has ASCII characters only.</summary>
    public bool IsAscii { get; private set; }

    /// <summary>The line of the first warning that CPython's compiler would give of the source; 0 for none.</summary>
    public int WarningLine { get; private set; }

    public ReadOnlySpan<byte> this[TextSpan span] => _bytes.AsSpan(span.Start, span.Length);

    /// <summary>Gives room for a source of up to so many bytes; the caller writes it and calls <see cref="Seal"/>.</summary>
    public Span<byte> Begin(int length)
    {
        if (_bytes.Length < length + Padding)
            _bytes = new byte[length + Padding + (length >> 1)];
        return _bytes.AsSpan(0, length);
    }

    /// <summary>Ends the source after the bytes that were written.</summary>
    public void Seal(int length, bool isAscii)
    {
        _bytes.AsSpan(length, Padding).Clear();
        SourceLength = length;
        IsAscii = isAscii;
        WarningLine = 0;
        _count = length + Padding;
    }

    /// <summary>Notes that CPython would warn here.</summary>
    public void Warn(int line)
    {
        if (WarningLine == 0)
            WarningLine = line;
    }

    /// <summary>Room at the end for a decoded text of up to so many bytes, of which <see cref="Keep"/> then keeps some.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _count < length)
            Grow(length);
        return _bytes.AsSpan(_count, length);
    }

    /// <summary>Keeps the first bytes of what was reserved.</summary>
    public TextSpan Keep(int length)
    {
        TextSpan kept = new(_count, length);
        _count += length;
        return kept;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed) => Array.Resize(ref _bytes, Math.Max(_count + needed, _bytes.Length * 2));
}
