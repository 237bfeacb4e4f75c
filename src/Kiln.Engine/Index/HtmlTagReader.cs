using System.Buffers;
using System.Net;
using System.Text;

namespace Kiln.Engine.Index;

/// <summary>
/// Steps through the start tags of an HTML page, as far as pages of links need it: comments, scripts and styles are passed over, attributes
/// may be quoted or not, and nothing is an error. Works on bytes in one pass: pages of indexes have up to 50 MB, of which a parser such as
/// AngleSharp would build a tree many times that size, to look at one attribute in each line.
/// </summary>
internal ref struct HtmlTagReader(ReadOnlySpan<byte> html)
{
    private static readonly SearchValues<byte> AfterTagName = SearchValues.Create(" \t\r\n\f/>"u8);
    private static readonly SearchValues<byte> AfterName = SearchValues.Create("= \t\r\n\f/>"u8);
    private static readonly SearchValues<byte> AfterValue = SearchValues.Create(" \t\r\n\f>"u8);

    private readonly ReadOnlySpan<byte> _html = html;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _attributes;
    private int _position;

    /// <summary>Goes to the next start tag; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            int start = _html[_position..].IndexOf((byte)'<');
            if (start < 0)
                return false;
            _position += start + 1;
            var rest = _html[_position..];
            if (rest.StartsWith("!--"u8))
                SkipBehind("-->"u8);
            else if (!rest.IsEmpty && char.IsAsciiLetter((char)rest[0]))
            {
                ReadTag(rest);
                return true;
            }
        }
    }

    /// <summary>True if the tag has this name, given in small letters.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(_name, name);

    /// <summary>The value of an attribute, whose name is given in small letters; empty for one without value, null if it is missing.</summary>
    public readonly string? Find(ReadOnlySpan<byte> wanted)
    {
        var rest = _attributes;
        while (ReadAttribute(ref rest, out var name, out var value))
        {
            if (Ascii.EqualsIgnoreCase(name, wanted))
                return WebUtility.HtmlDecode(Encoding.UTF8.GetString(value));
        }
        return null;
    }

    private void ReadTag(ReadOnlySpan<byte> tag)
    {
        int nameLength = tag.IndexOfAny(AfterTagName);
        _name = nameLength < 0 ? tag : tag[..nameLength];
        var rest = tag[_name.Length..];
        _attributes = rest;
        while (ReadAttribute(ref rest, out _, out _))
        {
            // Only to find the end: a quoted value may hold a ">".
        }
        _attributes = _attributes[..^rest.Length];
        _position = _html.Length - rest.Length;
        if (Is("script"u8))
            SkipBehind("</script"u8);
        else if (Is("style"u8))
            SkipBehind("</style"u8);
    }

    /// <summary>Takes one attribute from the front; false at the end of the tag, which stays.</summary>
    private static bool ReadAttribute(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        rest = rest.TrimStart(" \t\r\n\f/"u8);
        if (rest.IsEmpty || rest[0] == (byte)'>')
            return false;
        // HTML takes an "=" at the beginning for a part of the name.
        int length = rest[1..].IndexOfAny(AfterName) + 1;
        name = length == 0 ? rest : rest[..length];
        rest = rest[name.Length..];
        var behind = rest.TrimStart(" \t\r\n\f"u8);
        if (behind.IsEmpty || behind[0] != (byte)'=')
            return true;
        rest = behind[1..].TrimStart(" \t\r\n\f"u8);
        if (rest.IsEmpty)
            return true;
        bool isQuoted = rest[0] is (byte)'"' or (byte)'\'';
        int end = isQuoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(AfterValue);
        bool isOpen = isQuoted ? end == 0 : end < 0;
        value = isOpen ? rest[(isQuoted ? 1 : 0)..] : rest[(isQuoted ? 1 : 0)..end];
        rest = isOpen ? default : rest[(isQuoted ? end + 1 : end)..];
        return true;
    }

    private void SkipBehind(ReadOnlySpan<byte> mark)
    {
        int found = _html[_position..].IndexOf(mark);
        _position = found < 0 ? _html.Length : _position + found + mark.Length;
    }
}
