using System.Text;
using System.Text.Unicode;

namespace Kiln.Compiler.Source;

/// <summary>
/// The bytes of a file to a <see cref="SourceText"/>, as decode_str of Parser/tokenizer/string_tokenizer.c: newlines made one kind, a last
/// one added, the encoding found (PEP 263). What is not UTF-8, ASCII or Latin-1 is rejected.
/// </summary>
internal static class SourceDecoder
{
    /// <summary>Lengths and positions are ints, and tokens are many more bytes than their text.</summary>
    private const int MostBytes = 256 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Reject Decode(ReadOnlySpan<byte> file, SourceText text)
    {
        text.Begin(0);
        text.Seal(0, isAscii: true);
        if (file.Length > MostBytes)
            return new Reject(RejectReason.TooLarge, 0);

        int special = file.IndexOfAny((byte)0, (byte)'\r');
        if (special >= 0 && file[special..].Contains((byte)0))
            return new Reject(RejectReason.SyntaxError, 0);
        bool hasMark = file.StartsWith(ByteOrderMark);
        bool isAscii = Ascii.IsValid(file);
        string name = SourceEncoding.NameOf(file);
        bool isLatin1 = SourceEncoding.IsLatin1(name);
        if (!SourceEncoding.IsUtf8(name) && !SourceEncoding.IsAscii(name) && !isLatin1)
            return new Reject(RejectReason.OtherEncoding, 0);
        // With a mark, the cookie must have the very name that CPython gives the encoding of the mark.
        if (hasMark && name != "utf-8")
            return new Reject(RejectReason.Undecodable, 0);
        if (!isAscii && !isLatin1 && !(SourceEncoding.IsUtf8(name) && Utf8.IsValid(file)))
            return new Reject(RejectReason.Undecodable, 0);

        ReadOnlySpan<byte> source = hasMark ? file[ByteOrderMark.Length..] : file;
        int length = isLatin1 && !isAscii ? WriteLatin1(source, text) : Write(source, text, hasCarriageReturn: special >= 0);
        text.Seal(length, isAscii || (hasMark && Ascii.IsValid(source)));
        return Reject.None;
    }

    private static int Write(ReadOnlySpan<byte> source, SourceText text, bool hasCarriageReturn)
    {
        Span<byte> target = text.Begin(source.Length + 1);
        int length = hasCarriageReturn ? TranslateNewlines(source, target) : source.Length;
        if (!hasCarriageReturn)
            source.CopyTo(target);
        return EndLastLine(target, length);
    }

    private static int WriteLatin1(ReadOnlySpan<byte> source, SourceText text)
    {
        byte[] translated = new byte[source.Length];
        int length = TranslateNewlines(source, translated);
        Span<byte> target = text.Begin((2 * length) + 1);
        int written = 0;
        foreach (byte value in translated.AsSpan(0, length))
        {
            if (value < 0x80)
            {
                target[written++] = value;
                continue;
            }

            target[written++] = (byte)(0xC0 | (value >> 6));
            target[written++] = (byte)(0x80 | (value & 0x3F));
        }

        return EndLastLine(target, written);
    }

    /// <summary>Makes <c>\r\n</c> and lone <c>\r</c> to <c>\n</c>.</summary>
    private static int TranslateNewlines(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            int length = source.IndexOf((byte)'\r');
            ReadOnlySpan<byte> line = length < 0 ? source : source[..length];
            line.CopyTo(target[written..]);
            written += line.Length;
            if (length < 0)
                return written;
            target[written++] = (byte)'\n';
            bool isPair = length + 1 < source.Length && source[length + 1] == '\n';
            source = source[(length + (isPair ? 2 : 1))..];
        }
    }

    private static int EndLastLine(Span<byte> target, int length)
    {
        if (length > 0 && target[length - 1] != '\n')
            target[length++] = (byte)'\n';
        return length;
    }
}
