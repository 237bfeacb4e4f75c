using System.Globalization;

namespace Kiln.Operations;

/// <summary>
/// Spans of time as people and ISO 8601 write them: <c>24 hours</c>, <c>1 week 2d</c>, <c>P7D</c>, <c>PT12H</c>. Months and years, whose length hangs on
/// the calendar, are none, as in uv.
/// </summary>
internal static class TimeSpanWords
{
    private static readonly Dictionary<string, TimeSpan> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["s"] = TimeSpan.FromSeconds(1),
        ["sec"] = TimeSpan.FromSeconds(1),
        ["second"] = TimeSpan.FromSeconds(1),
        ["m"] = TimeSpan.FromMinutes(1),
        ["min"] = TimeSpan.FromMinutes(1),
        ["minute"] = TimeSpan.FromMinutes(1),
        ["h"] = TimeSpan.FromHours(1),
        ["hr"] = TimeSpan.FromHours(1),
        ["hour"] = TimeSpan.FromHours(1),
        ["d"] = TimeSpan.FromDays(1),
        ["day"] = TimeSpan.FromDays(1),
        ["w"] = TimeSpan.FromDays(7),
        ["wk"] = TimeSpan.FromDays(7),
        ["week"] = TimeSpan.FromDays(7),
    };

    /// <summary>The span; null if it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        bool isIso = text.StartsWith('P');
        var rest = isIso ? text.AsSpan(1) : text;
        var span = TimeSpan.Zero;
        bool isEmpty = true, isTime = false;
        while (!(rest = rest.TrimStart(" ,")).IsEmpty)
        {
            if (isIso && !isTime && rest[0] == 'T')
            {
                isTime = true;
                rest = rest[1..];
                continue;
            }
            if (ReadPart(ref rest, isIso, isTime) is not { } part)
                return null;
            span += part;
            isEmpty = false;
        }
        return isEmpty ? null : span;
    }

    /// <summary>A number and its unit; <c>M</c> stands for months in the days of ISO 8601.</summary>
    private static TimeSpan? ReadPart(ref ReadOnlySpan<char> rest, bool isIso, bool isTime)
    {
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;
        rest = rest[digits..].TrimStart(' ');
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length]) && !(isIso && length > 0))
            length++;
        string word = rest[..length].ToString();
        rest = rest[length..];
        if (isIso && !isTime && word is "M")
            return null;
        bool isKnown = Units.TryGetValue(word, out var unit) || (word.Length > 2 && word.EndsWith('s') && Units.TryGetValue(word[..^1], out unit));
        return isKnown && number <= TimeSpan.MaxValue.Ticks / 8 / unit.Ticks ? unit * number : null;
    }
}
