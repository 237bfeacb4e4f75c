using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Io;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Reads what pip takes as a requirement beyond PEP 508:
/// <code>
/// entry     = requirement | reference extras? (blank+ ";" marker)?
/// reference = URL | path
/// </code>
/// A path holds a separator, begins with a dot, or ends as an archive does; it may hold blanks.
/// </summary>
internal static class EntryParser
{
    // What can follow the name in a requirement; a path that holds one of these must not begin like a name.
    private static readonly SearchValues<char> BehindName = SearchValues.Create("@[;<>=!~");

    /// <summary><c>entry</c>, to the end of the text, which begins with no blank.</summary>
    public static bool Read(ref TextCursor cursor, string text, FsPath folder, [NotNullWhen(true)] out RequirementsEntry? entry)
    {
        int end = text.AsSpan(0, MarkerStart(text)).TrimEnd().Length;
        int extrasStart = text.AsSpan(0, end).EndsWith(']') ? text.LastIndexOf('[', end - 1) : end;
        string bare = text[..(extrasStart < 0 ? end : extrasStart)];
        bool isReference = DirectReference.IsUrl(bare) || (DirectReference.IsPath(bare) && !BeginsWithName(bare));
        if (!isReference)
            return ReadNamed(ref cursor, folder, out entry);
        cursor.Position = bare.Length;
        return ReadUnnamed(ref cursor, bare.TrimEnd(), folder, out entry);
    }

    private static bool ReadNamed(ref TextCursor cursor, FsPath folder, [NotNullWhen(true)] out RequirementsEntry? entry)
    {
        entry = null;
        DirectReference? reference = null;
        if (!RequirementParser.Read(ref cursor, out var requirement))
            return false;
        if (requirement.Url is not null && !DirectReference.TryParse(requirement.Url, folder, out reference, out string? reason))
            return cursor.Fail(reason, start: 0);
        entry = new RequirementsEntry
        {
            Name = requirement.Name,
            Extras = requirement.Extras,
            Specifiers = requirement.Specifiers,
            Reference = reference,
            Marker = requirement.Marker,
        };
        return true;
    }

    private static bool ReadUnnamed(ref TextCursor cursor, string text, FsPath folder, [NotNullWhen(true)] out RequirementsEntry? entry)
    {
        entry = null;
        if (!DirectReference.TryParse(text, folder, out var reference, out string? reason))
            return cursor.Fail(reason, start: 0);
        if (!RequirementParser.ReadExtras(ref cursor, out var extras) || !RequirementParser.ReadMarker(ref cursor, out var marker))
            return false;
        entry = new RequirementsEntry
        {
            Name = reference.Egg,
            Extras = [.. reference.EggExtras, .. extras],
            Specifiers = VersionSpecifiers.Any,
            Reference = reference,
            Marker = marker,
        };
        return true;
    }

    /// <summary>A <c>;</c> behind a blank begins the marker: in a URL or path it may stand otherwise.</summary>
    private static int MarkerStart(string text)
    {
        int start = text.IndexOf(';');
        while (start > 0 && text[start - 1] is not (' ' or '\t'))
            start = text.IndexOf(';', start + 1);
        return start < 0 ? text.Length : start;
    }

    /// <summary>True for <c>name @ …</c>, <c>name[extra]@…</c> and <c>name;os_name=='a/b'</c>.</summary>
    private static bool BeginsWithName(string text)
    {
        int end = text.AsSpan().IndexOfAny(BehindName);
        return end > 0 && PackageName.TryParse(text.AsSpan(0, end).TrimEnd(), out _);
    }
}
