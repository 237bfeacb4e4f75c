using System.Text;

namespace Kiln.Engine.Io;

/// <summary>
/// Text that stands for any bytes: what is no UTF-8 becomes lone surrogates U+DC80 to U+DCFF, one for each byte, and back (PEP 383).
/// Carries command-line arguments and environment variables that hold paths.
/// </summary>
public static class RawText
{
    private const int EscapeBase = 0xdc00;

    /// <summary>The text for these bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isRune = Rune.DecodeFromUtf8(bytes, out var rune, out int consumed) == System.Buffers.OperationStatus.Done;
            if (isRune)
                text.Append(rune.ToString());
            else
                AppendEscaped(text, bytes[..consumed]);
            bytes = bytes[consumed..];
        }
        return text.ToString();
    }

    /// <summary>The bytes that this text stands for.</summary>
    public static byte[] ToBytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int index = 0; index < text.Length;)
        {
            if (text[index] is >= '\udc80' and <= '\udcff')
            {
                bytes.Add((byte)(text[index++] - EscapeBase));
                continue;
            }
            _ = Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out int consumed);
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            index += consumed;
        }
        return [.. bytes];
    }

    /// <summary>The path that this text stands for.</summary>
    public static FsPath ToPath(string text) => FsPath.FromBytes(ToBytes(text));

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            text.Append((char)(EscapeBase + value));
    }
}
