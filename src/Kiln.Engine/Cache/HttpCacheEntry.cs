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

    /// <summary>Reads the bytes of a file; null if they are not what was written.</summary>
    internal static HttpCacheEntry? Read(byte[] file)
    {
        int length = LengthOfHead(file);
        if (length < 0)
            return null;
        string[] lines = Encoding.UTF8.GetString(file.AsSpan(0, length)).Split('\n');
        var content = file.AsMemory(length + 1);
        string mark = string.Create(CultureInfo.InvariantCulture, $"{Mark} {Checksum.Of(content.Span):x8} {content.Length}");
        if (lines[0] != mark || !long.TryParse(lines[4], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long freshUntil))
            return null;
        return new HttpCacheEntry
        {
            Key = lines[1],
            Url = lines[2],
            ContentType = lines[3],
            FreshUntil = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(freshUntil, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
            Validators = new HttpValidators(OrNull(lines[5]), OrNull(lines[6])),
            Content = content,
        };
    }

    private static string? OrNull(string line) => line.Length == 0 ? null : line;

    /// <summary>The bytes of the lines, the last newline included; -1 if there are fewer, or no empty one behind them.</summary>
    private static int LengthOfHead(ReadOnlySpan<byte> file)
    {
        int length = 0;
        for (int line = 0; line < Lines; line++)
        {
            int newline = file[length..].IndexOf((byte)'\n');
            if (newline < 0)
                return -1;
            length += newline + 1;
        }
        return length < file.Length && file[length] == (byte)'\n' ? length : -1;
    }
}
