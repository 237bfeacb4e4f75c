using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tags;

/// <summary>
/// Reads the tags of a wheel (PEP 425):
/// <code>
/// tags = set "-" set "-" set
/// set  = tag ("." tag)*
/// tag  = letters, digits and "_"; of Python, no digit first: what begins with one is a build
/// </code>
/// </summary>
internal static class WheelTagParser
{
    private const string PythonTag = "a Python tag";

    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary><c>tags</c>, to the end of the text.</summary>
    public static bool Read(ref TextCursor cursor, [NotNullWhen(true)] out WheelTags? tags)
    {
        tags = null;
        if (!ReadSet(ref cursor, PythonTag, '-', out var pythons)
            || !ReadSet(ref cursor, "an ABI tag", '-', out var abis)
            || !ReadSet(ref cursor, "a platform tag", '\0', out var platforms))
            return false;
        tags = WheelTags.Of(pythons, abis, platforms);
        return true;
    }

    /// <summary><c>set</c> and what must follow it; NUL stands for the end.</summary>
    private static bool ReadSet(ref TextCursor cursor, string what, char end, out ReadOnlySpan<char> set)
    {
        int start = cursor.Position;
        set = default;
        do
        {
            bool isBuild = what == PythonTag && char.IsAsciiDigit(cursor.Current);
            if (isBuild || cursor.TakeAll(TagCharacters).IsEmpty)
                return cursor.Fail($"expected {what}, found {cursor.Found()}");
        }
        while (cursor.TryTake('.'));
        set = cursor.Since(start);
        if (end == '\0' ? cursor.IsAtEnd : cursor.TryTake(end))
            return true;
        return cursor.Fail($"expected {(end == '\0' ? "the end" : $"`{end}`")} behind {what}, found {cursor.Found()}");
    }
}
