using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kiln.Engine.Io;

/// <summary>Turns bytes of unknown origin (file names, a child's output) into text that can be printed without harm.</summary>
public static class Printable
{
    /// <summary>UTF-8 as it is; bytes that are not, and control characters, as <c>\xNN</c>; newline and tab as <c>\n</c> and <c>\t</c>.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        if (IsPlain(bytes))
            return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            bool isRune = Rune.DecodeFromUtf8(bytes, out var rune, out int consumed) == OperationStatus.Done;
            if (!isRune || Rune.IsControl(rune))
                AppendEscaped(text, bytes[..consumed]);
            else
                text.Append(rune.ToString());
            bytes = bytes[consumed..];
        }
        return text.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e);

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            _ = value switch
            {
                (byte)'\n' => text.Append("\\n"),
                (byte)'\r' => text.Append("\\r"),
                (byte)'\t' => text.Append("\\t"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            };
        }
    }
}
