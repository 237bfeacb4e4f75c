using System.Text;

namespace Kiln.Compiler.Unparsing;

/// <summary>A growing UTF-8 text that is kept from use to use: _PyUnicodeWriter.</summary>
internal sealed class TextBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> this[Range range] => Written[range];

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    public void Write(byte character) => Write([character]);

    /// <summary>Writes a text of ASCII characters.</summary>
    public void WriteAscii(ReadOnlySpan<char> text)
    {
        Encoding.ASCII.GetBytes(text, Reserve(text.Length));
        Length += text.Length;
    }

    public void Insert(int place, byte character)
    {
        Write(character);
        _bytes.AsSpan(place, Length - place - 1).CopyTo(_bytes.AsSpan(place + 1));
        _bytes[place] = character;
    }

    public void CutTo(int length) => Length = length;

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length)
            Array.Resize(ref _bytes, Math.Max(Length + length, _bytes.Length * 2));
        return _bytes.AsSpan(Length, length);
    }
}
