using System.Text;

namespace Kiln.Engine.Tests.Support;

/// <summary>What a <see cref="TestServer"/> says, byte for byte, and what it does then.</summary>
internal sealed record TestAnswer(byte[] Bytes, TestAnswerEnd End = TestAnswerEnd.Close)
{
    /// <summary>How fast it is sent; 0 for as fast as can be.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>A file, or the part of it that was asked for, as servers of archives send it.</summary>
    public static TestAnswer OfFile(byte[] content, TestRequest request)
    {
        if (request.Header("Range") is not { } range)
            return Of(200, content, "Accept-Ranges: bytes", "ETag: \"file\"");
        int start = int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
        return start >= content.Length ? Of(416, "")
            : Of(206, content[start..], "Accept-Ranges: bytes", "ETag: \"file\"", $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}");
    }

    /// <summary>Nothing at all.</summary>
    public static TestAnswer Nothing(TestAnswerEnd end) => new([], end);

    /// <summary>An answer with a length that is right.</summary>
    public static TestAnswer Of(int status, string content, params string[] headers) => Of(status, Encoding.UTF8.GetBytes(content), headers);

    /// <summary>An answer with a length that is right.</summary>
    public static TestAnswer Of(int status, byte[] content, params string[] headers) => Lying(status, content, content.Length, headers);

    /// <summary>An answer that says it has another length.</summary>
    public static TestAnswer Lying(int status, byte[] content, long length, params string[] headers)
    {
        string head = $"HTTP/1.1 {status} Test\r\nContent-Length: {length}\r\nConnection: close\r\n{string.Concat(headers.Select(static each => each + "\r\n"))}\r\n";
        return new TestAnswer([.. Encoding.ASCII.GetBytes(head), .. content]);
    }

    /// <summary>A redirect.</summary>
    public static TestAnswer To(string place) => Of(302, "", $"Location: {place}");
}
