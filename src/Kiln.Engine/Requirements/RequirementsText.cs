using System.Globalization;
using System.Text;
using Kiln.Compiler.Source;

namespace Kiln.Engine.Requirements;

/// <summary>
/// The text of a requirement file: in the encoding of its byte order mark, else of its PEP 263 comment
/// (<c># -*- coding: latin-1 -*-</c>), else UTF-8. pip's last resort, the locale, makes one file two things, and is left out.
/// </summary>
internal static class RequirementsText
{
    // UTF-32's mark begins with UTF-16's, and stands before it.
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Decodes the bytes of <paramref name="file"/>.</summary>
    public static string Decode(byte[] bytes, FileLocation file)
    {
        var marked = Array.Find(Marked, encoding => bytes.AsSpan().StartsWith(encoding.Preamble));
        string name = marked?.WebName ?? SourceEncoding.NameOf(bytes);
        var encoding = marked ?? Find(name);
        if (encoding is null)
            throw new UserErrorException($"`{file}` is in the encoding `{name}`, which is not known") { IsUsage = true };
        try
        {
            return encoding.GetString(bytes.AsSpan(marked?.Preamble.Length ?? 0));
        }
        catch (DecoderFallbackException)
        {
            const string Hint = "tell its encoding in the first line: `# -*- coding: cp1252 -*-`";
            throw new UserErrorException($"`{file}` is not {name}") { IsUsage = true, Hint = Hint };
        }
    }

    /// <summary>An encoding by Python's name for it.</summary>
    private static Encoding? Find(string name)
    {
        var (encoding, decoding) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        if (name.StartsWith("cp", StringComparison.Ordinal) && ushort.TryParse(name.AsSpan(2), NumberStyles.None, provider: null, out ushort page))
            return CodePagesEncodingProvider.Instance.GetEncoding(page, encoding, decoding);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoding, decoding)
                ?? Encoding.GetEncoding(name is "latin-1" ? "latin1" : name, encoding, decoding);
        }
        catch (ArgumentException) // the only way in which .NET tells that it does not know a name
        {
            return null;
        }
    }
}
