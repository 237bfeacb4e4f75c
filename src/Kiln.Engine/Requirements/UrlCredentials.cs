namespace Kiln.Engine.Requirements;

/// <summary>Names and passwords in URLs, which no message may show.</summary>
public static class UrlCredentials
{
    /// <summary>The text with <c>*</c> for each character between <c>://</c> and <c>@</c>; its length stays, so that columns stay right.</summary>
    public static string Mask(string text)
    {
        const string Opening = "://";
        char[]? masked = null;
        for (int start = text.IndexOf(Opening, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Opening, start, StringComparison.Ordinal))
        {
            start += Opening.Length;
            int length = text.AsSpan(start).IndexOfAny("/?# \t");
            var authority = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length);
            int secret = authority.LastIndexOf('@');
            if (secret > 0)
                (masked ??= text.ToCharArray()).AsSpan(start, secret).Fill('*');
        }
        return masked is null ? text : new string(masked);
    }

    /// <summary>A URL without them, as it may be written into files.</summary>
    public static string Remove(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
            return url;
        int length = url.AsSpan(start).IndexOfAny("/?#");
        int end = length < 0 ? url.Length : start + length;
        int secret = url.LastIndexOf('@', end - 1, end - start);
        return secret < 0 ? url : string.Concat(url.AsSpan(0, start), url.AsSpan(secret + 1));
    }
}
