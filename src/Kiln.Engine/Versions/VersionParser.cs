using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Versions;

/// <summary>
/// Reads versions (PEP 440, appendix B), letters of any case:
/// <code>
/// version = "v"? (number "!")? number ("." number)* pre? post? dev? ("+" local)?
/// pre     = sep? ("alpha" | "a" | "beta" | "b" | "preview" | "pre" | "c" | "rc") sep? number?
/// post    = "-" number | sep? ("post" | "rev" | "r") sep? number?
/// dev     = sep? "dev" sep? number?
/// local   = alphanumeric+ (sep alphanumeric+)*
/// sep     = "-" | "_" | "."
/// </code>
/// </summary>
internal static class VersionParser
{
    // The longer of two words that begin alike stands first.
    private static readonly (string Word, PreReleaseKind Kind)[] PreWords =
    [
        ("alpha", PreReleaseKind.Alpha),
        ("a", PreReleaseKind.Alpha),
        ("beta", PreReleaseKind.Beta),
        ("b", PreReleaseKind.Beta),
        ("rc", PreReleaseKind.Candidate),
        ("c", PreReleaseKind.Candidate),
        ("preview", PreReleaseKind.Candidate),
        ("pre", PreReleaseKind.Candidate),
    ];

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary><c>version</c>; stops where it cannot go on, what follows is the caller's.</summary>
    public static bool Read(ref TextCursor cursor, [NotNullWhen(true)] out PyVersion? version)
    {
        version = null;
        cursor.TryTake("v");
        if (!ReadNumber(ref cursor, out long first))
            return false;
        long epoch = 0;
        if (cursor.TryTake('!'))
        {
            epoch = first;
            if (!ReadNumber(ref cursor, out first))
                return false;
        }
        var release = new ReleaseNumbers(stackalloc long[8]);
        release.Add(first);
        while (cursor.Current == '.' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.Position++;
            if (!ReadNumber(ref cursor, out long next))
                return false;
            release.Add(next);
        }
        PreRelease? pre = null;
        long? post = null, dev = null;
        // Most versions are numbers only; to find that none of twelve words follows takes longer than to read them.
        if (IsSeparator(cursor.Current) || char.IsAsciiLetter(cursor.Current))
        {
            pre = ReadPre(ref cursor);
            post = ReadPost(ref cursor);
            dev = ReadWord(ref cursor, "dev") ? ReadSuffixNumber(ref cursor) : null;
        }
        if (!ReadLocal(ref cursor, out var local) || cursor.Fault is not null)
            return false;
        version = new PyVersion(new VersionParts { Epoch = epoch, Release = release.All, Pre = pre, Post = post, Dev = dev, Local = local });
        return true;
    }

    private static PreRelease? ReadPre(ref TextCursor cursor)
    {
        foreach (var (word, kind) in PreWords)
        {
            if (ReadWord(ref cursor, word))
                return new PreRelease(kind, ReadSuffixNumber(ref cursor));
        }
        return null;
    }

    private static long? ReadPost(ref TextCursor cursor)
    {
        if (cursor.Current == '-' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.Position++;
            return ReadNumber(ref cursor, out long number) ? number : null;
        }
        bool isPost = ReadWord(ref cursor, "post") || ReadWord(ref cursor, "rev") || ReadWord(ref cursor, "r");
        return isPost ? ReadSuffixNumber(ref cursor) : null;
    }

    private static bool ReadLocal(ref TextCursor cursor, out LocalLabel? local)
    {
        local = null;
        if (!cursor.TryTake('+'))
            return true;
        int start = cursor.Position;
        if (cursor.TakeAll(Alphanumeric).IsEmpty)
            return cursor.Fail($"expected a letter or digit after `+`, found {cursor.Found()}");
        while (IsSeparator(cursor.Current) && char.IsAsciiLetterOrDigit(cursor.Peek(1)))
        {
            cursor.Position++;
            cursor.TakeAll(Alphanumeric);
        }
        local = new LocalLabel(cursor.Since(start));
        return true;
    }

    /// <summary><c>sep? word</c>, or nothing.</summary>
    private static bool ReadWord(ref TextCursor cursor, string word)
    {
        int start = cursor.Position;
        if (IsSeparator(cursor.Current))
            cursor.Position++;
        if (cursor.TryTake(word))
            return true;
        cursor.Position = start;
        return false;
    }

    /// <summary><c>sep? number?</c>, 0 where it is left out.</summary>
    private static long ReadSuffixNumber(ref TextCursor cursor)
    {
        if (IsSeparator(cursor.Current))
            cursor.Position++;
        if (!char.IsAsciiDigit(cursor.Current))
            return 0;
        ReadNumber(ref cursor, out long number);
        return number;
    }

    /// <summary>Digits; 18 at most, so that the number behind any number fits too.</summary>
    private static bool ReadNumber(ref TextCursor cursor, out long number)
    {
        const long Largest = 999_999_999_999_999_999;
        number = 0;
        int start = cursor.Position;
        for (; char.IsAsciiDigit(cursor.Current); cursor.Position++)
        {
            number = (number * 10) + (cursor.Current - '0');
            if (number > Largest)
                return cursor.Fail("a number in a version has at most 18 digits", start);
        }
        return cursor.Position > start || cursor.Fail($"expected a number in the version, found {cursor.Found()}");
    }

    private static bool IsSeparator(char value) => value is '-' or '_' or '.';
}
