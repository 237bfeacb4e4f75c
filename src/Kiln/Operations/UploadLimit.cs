using System.Globalization;
using Kiln.Engine;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>Reads <c>--exclude-newer</c> as uv does: a time, a day, which counts to its end, or how long ago.</summary>
internal sealed class UploadLimit(TimeProvider time)
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>The time from which uploads do not count.</summary>
    public DateTimeOffset Parse(string text)
    {
        string word = text.Trim();
        if (DateTimeOffset.TryParseExact(word, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact))
            return exact;
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, time.LocalTimeZone.GetUtcOffset(midnight));
        }
        if (TimeSpanWords.Parse(word) is { } ago)
            return time.GetUtcNow() - ago;
        throw new UserErrorException($"invalid value `{text}` for `--exclude-newer`")
        {
            Hint = "it is a time (`2026-01-31T12:00:00Z`), a day (`2026-01-31`), or how long ago (`24 hours`, `2 weeks`, `P7D`)",
            IsUsage = true,
        };
    }

    /// <summary>The same for single projects, <c>name=date</c> each; null, where all counts, for <c>name=false</c>.</summary>
    public Dictionary<PackageName, DateTimeOffset?> ParseEach(IEnumerable<string> words)
    {
        var limits = new Dictionary<PackageName, DateTimeOffset?>();
        foreach (string word in words)
        {
            int equals = word.IndexOf('=');
            if (equals < 0)
                throw new UserErrorException($"`--exclude-newer-package {word}` is not `NAME=DATE`") { IsUsage = true };
            limits[PackageName.Parse(word[..equals])] = word[(equals + 1)..] is "false" ? null : Parse(word[(equals + 1)..]);
        }
        return limits;
    }
}
