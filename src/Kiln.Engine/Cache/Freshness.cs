using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Cache;

/// <summary>
/// How long an answer is good without asking again (RFC 9111, section 4.2), for a cache of one user. Where a server says nothing, it is asked
/// each time, as uv does: to guess by the age of a file (section 4.2.2) would hide a release of today.
/// </summary>
internal static class Freshness
{
    /// <summary>False for answers that must not be kept.</summary>
    public static bool IsStorable(HttpHeaders headers) => !headers.CacheControl.NoStore;

    /// <summary>Until when it is good.</summary>
    public static DateTimeOffset Until(HttpHeaders headers, DateTimeOffset now)
    {
        var control = headers.CacheControl;
        if (control.NoCache)
            return DateTimeOffset.UnixEpoch;
        if (control.MaxAge is { } longest)
            return now + longest - headers.Age;
        return headers.Expires is { } end ? now + (end - (headers.Date ?? now)) - headers.Age : DateTimeOffset.UnixEpoch;
    }
}
