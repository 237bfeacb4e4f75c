using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Cache;

/// <summary>
/// One answer that is kept. On disk: lines of text, an empty one, the content.
/// <code>
/// kiln-http 8a31f0c2 5120     checksum and length of the content
/// https://host/simple/x/      the URL asked for, with what else tells answers apart
/// https://host/simple/x/      where it came from
/// text/html                   its kind
/// 1790000000                  until when it is good without asking, in Unix seconds
/// "abc"                       its ETag, or nothing
/// Sat, 21 Nov 2026 …          its Last-Modified, or nothing
/// </code>
/// </summary>
public sealed record HttpCacheEntry
{
    private const string Mark = "kiln-http";
    private const int Lines = 7;

    /// <summary>The URL that was asked for, without credentials.</summary>
    public required string Key { get; init; }

    /// <summary>Where the answer came from, redirects followed, without credentials.</summary>
    public required string Url { get; init; }

    /// <summary>The kind of content.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Until when it is good without asking.</summary>
    public DateTimeOffset FreshUntil { get; init; }

    /// <summary>With what the server is asked whether it has changed.</summary>
    public HttpValidators Validators { get; init; } = new(null, null);

    /// <summary>The bytes; of an archive, which is kept elsewhere, its hash.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The bytes of the file.</summary>
    internal byte[] Write()
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"""
            {Mark} {Checksum.Of(Content.Span):x8} {Content.Length}
            {Key}
            {Url}
            {ContentType}
            {FreshUntil.ToUnixTimeSeconds()}
            {Validators.ETag}
            {Validators.LastModified}


            """);
        return [.. Encoding.UTF8.GetBytes(head), .. Content.Span];
    }

    /// <summary>Reads the bytes of a file; null if they are not what was written, or are of another key.</summary>
    internal static HttpCacheEntry? Read(byte[] file, string key)
    {
        Span<Range> lines = stackalloc Range[Lines];
        int length = FindHead(file, lines);
        if (length < 0)
            return null;
        var content = file.AsMemory(length + 1);
        string mark = string.Create(CultureInfo.InvariantCulture, $"{Mark} {Checksum.Of(content.Span):x8} {content.Length}");
        if (!Ascii.Equals(file.AsSpan(lines[0]), mark) || !Utf8Parser.TryParse(file.AsSpan(lines[4]), out long freshUntil, out _) || Text(file, lines[1]) != key)
            return null;
        return new HttpCacheEntry
        {
            Key = key,
            Url = Text(file, lines[2]),
            ContentType = Text(file, lines[3]),
            FreshUntil = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(freshUntil, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
            Validators = new HttpValidators(OrNull(Text(file, lines[5])), OrNull(Text(file, lines[6]))),
            Content = content,
        };
    }

    private static string Text(byte[] file, Range line) => Encoding.UTF8.GetString(file.AsSpan(line));

    private static string? OrNull(string line) => line.Length == 0 ? null : line;

    /// <summary>Finds the lines; returns their bytes, the last newline included, or -1 if there are fewer, or no empty one behind them.</summary>
    private static int FindHead(ReadOnlySpan<byte> file, Span<Range> lines)
    {
        int length = 0;
        foreach (ref var line in lines)
        {
            int newline = file[length..].IndexOf((byte)'\n');
            if (newline < 0)
                return -1;
            line = length..(length + newline);
            length += newline + 1;
        }
        return length < file.Length && file[length] == (byte)'\n' ? length : -1;
    }
}
