using System.Text;
using System.Text.Unicode;

namespace Kiln.Compiler.Source;

/// <summary>
/// The encoding of a source as PEP 263 finds it (byte order mark, or a comment in the first two lines), and whether the bytes
/// are text in it. It tells undecodable sources from those with a syntax error, once the interpreter has rejected one.
/// </summary>
public static class SourceEncoding
{
    private const string Utf8Name = "utf-8";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The encoding declared, in lower case and with <c>-</c> for <c>_</c>; <c>utf-8</c> where none is.</summary>
    public static string NameOf(ReadOnlySpan<byte> source) =>
        CookieOf(source.StartsWith(ByteOrderMark) ? source[ByteOrderMark.Length..] : source) ?? Utf8Name;

    /// <summary>Judges a source by its bytes alone.</summary>
    public static SourceDecoding Judge(ReadOnlySpan<byte> source)
    {
        bool hasMark = source.StartsWith(ByteOrderMark);
        string name = NameOf(source);
        if (hasMark && !IsUtf8(name))
            return SourceDecoding.Undecodable;
        if (IsUtf8(name))
            return Utf8.IsValid(source) ? SourceDecoding.Decodable : SourceDecoding.Undecodable;
        if (IsAscii(name))
            return Ascii.IsValid(source) ? SourceDecoding.Decodable : SourceDecoding.Undecodable;
        return IsLatin1(name) ? SourceDecoding.Decodable : SourceDecoding.OtherEncoding;
    }

    // Parser/tokenizer/helpers.c: get_normal_name, and the aliases of Lib/encodings/aliases.py that sources use.
    internal static bool IsUtf8(string name) => name is Utf8Name or "utf8" or "u8" || name.StartsWith("utf-8-", StringComparison.Ordinal);

    internal static bool IsAscii(string name) => name is "ascii" or "us-ascii";

    internal static bool IsLatin1(string name) => name is "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" or "iso-latin-1" or "l1";

    /// <summary>The first two lines, of which the second counts only where the first holds nothing but a comment.</summary>
    private static string? CookieOf(ReadOnlySpan<byte> source)
    {
        for (int line = 0; line < 2; line++)
        {
            int end = source.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> text = (end < 0 ? source : source[..end]).TrimStart(" \t\f"u8);
            bool isComment = text.StartsWith((byte)'#');
            if (isComment && CookieIn(text) is { } cookie)
                return cookie;
            if (end < 0 || (!isComment && !text.IsEmpty))
                return null;
            bool isCarriageReturnLineFeed = source[end..].StartsWith("\r\n"u8);
            source = source[(end + (isCarriageReturnLineFeed ? 2 : 1))..];
        }

        return null;
    }

    /// <summary><c>coding[:=][ \t]*([-_.a-zA-Z0-9]+)</c></summary>
    private static string? CookieIn(ReadOnlySpan<byte> comment)
    {
        ReadOnlySpan<byte> word = "coding"u8;
        for (int found = comment.IndexOf(word); found >= 0; found = comment.IndexOf(word))
        {
            comment = comment[(found + word.Length)..];
            if (!comment.StartsWith((byte)':') && !comment.StartsWith((byte)'='))
                continue;
            ReadOnlySpan<byte> name = comment[1..].TrimStart(" \t"u8);
            int length = 0;
            while (length < name.Length && IsNameByte(name[length]))
                length++;
            if (length > 0)
                return Encoding.ASCII.GetString(name[..length]).ToLowerInvariant().Replace('_', '-');
        }

        return null;
    }

    private static bool IsNameByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.';
}
