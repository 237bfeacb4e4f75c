using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Reads requirements (PEP 508), blanks between the parts as one likes:
/// <code>
/// requirement = name extras? ("@" url (blank+ ";" marker)? | versions (";" marker)?)
/// versions    = "(" specifiers ")" | specifiers
/// extras      = "[" (name ("," name)*)? "]"
/// name        = a letter or digit, then any of letters, digits, "-", "_", ".", the last one a letter or digit
/// url         = anything but blanks
/// </code>
/// </summary>
internal static class RequirementParser
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    /// <summary><c>requirement</c>, to the end of the text.</summary>
    public static bool Read(ref TextCursor cursor, [NotNullWhen(true)] out Requirement? requirement)
    {
        requirement = null;
        cursor.SkipSpace();
        int start = cursor.Position;
        if (!PackageName.TryParse(cursor.TakeAll(NameCharacters), out var name))
            return FailAtName(ref cursor, "a package name", start);
        cursor.SkipSpace();
        if (!ReadExtras(ref cursor, out var extras))
            return false;
        cursor.SkipSpace();
        bool isNameOnly = cursor.IsAtEnd || cursor.Current == ';';
        string? url = null;
        VersionSpecifiers? specifiers = VersionSpecifiers.Any;
        if (cursor.TryTake('@') ? !ReadUrl(ref cursor, out url) : !isNameOnly && !ReadVersions(ref cursor, out specifiers))
            return false;
        if (!ReadMarker(ref cursor, out var marker))
            return false;
        requirement = new Requirement(name) { Extras = extras, Specifiers = specifiers, Url = url, Marker = marker };
        return true;
    }

    /// <summary><c>extras?</c></summary>
    public static bool ReadExtras(ref TextCursor cursor, out IReadOnlyList<ExtraName> extras)
    {
        extras = [];
        int open = cursor.Position;
        if (!cursor.TryTake('['))
            return true;
        var names = new List<ExtraName>();
        cursor.SkipSpace();
        bool isMore = cursor.Current != ']';
        while (isMore)
        {
            int start = cursor.Position;
            if (!ExtraName.TryParse(cursor.TakeAll(NameCharacters), out var name))
                return FailAtName(ref cursor, "the name of an extra", start);
            if (!names.Contains(name))
                names.Add(name);
            cursor.SkipSpace();
            isMore = cursor.TryTake(',');
            cursor.SkipSpace();
        }
        extras = names;
        return cursor.TryTake(']') || cursor.Fail($"expected `,` or `]` in the extras, found {cursor.Found()}", open);
    }

    /// <summary><c>(";" marker)?</c>, to the end of the text.</summary>
    public static bool ReadMarker(ref TextCursor cursor, out Marker? marker)
    {
        marker = null;
        cursor.SkipSpace();
        if (cursor.IsAtEnd)
            return true;
        if (!cursor.TryTake(';'))
            return cursor.Fail($"expected `;` or the end of the requirement, found {cursor.Found()}");
        if (!MarkerParser.Read(ref cursor, out marker))
            return false;
        return cursor.IsAtEnd || cursor.Fail($"expected `and`, `or` or the end of the marker, found {cursor.Found()}");
    }

    private static bool FailAtName(ref TextCursor cursor, string expected, int start) =>
        cursor.Fail(cursor.Position == start ? $"expected {expected}, found {cursor.Found()}" : NameNormalization.Rule, start);

    private static bool ReadUrl(ref TextCursor cursor, out string? url)
    {
        cursor.SkipSpace();
        int start = cursor.Position;
        url = cursor.TakeUntil(Blanks).ToString();
        if (url.Length == 0)
            return cursor.Fail("expected a URL after `@`");
        return !url.EndsWith(';') || cursor.Fail("expected a blank between the URL and `;`", start);
    }

    private static bool ReadVersions(ref TextCursor cursor, [NotNullWhen(true)] out VersionSpecifiers? specifiers)
    {
        specifiers = null;
        int open = cursor.Position;
        bool isParenthesized = cursor.TryTake('(');
        if (!isParenthesized && !SpecifierParser.IsOperatorStart(cursor.Current))
            return cursor.Fail($"expected one of `[`, `@`, `(`, `<`, `=`, `>`, `~`, `!`, `;`, found {cursor.Found()}");
        cursor.SkipSpace();
        if (!SpecifierParser.ReadMany(ref cursor, out specifiers))
            return false;
        cursor.SkipSpace();
        return !isParenthesized || cursor.TryTake(')') || cursor.Fail($"expected `,` or `)` in the versions, found {cursor.Found()}", open);
    }
}
