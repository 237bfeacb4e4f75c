using System.Globalization;

namespace Kiln.Cli;

/// <summary>Reads ages such as <c>30d</c> or <c>12h</c>.</summary>
internal static class Age
{
    private static readonly Dictionary<char, TimeSpan> Units = new()
    {
        ['s'] = TimeSpan.FromSeconds(1),
        ['m'] = TimeSpan.FromMinutes(1),
        ['h'] = TimeSpan.FromHours(1),
        ['d'] = TimeSpan.FromDays(1),
        ['w'] = TimeSpan.FromDays(7),
    };

    /// <summary>A whole number and one of the units s, m, h, d, w; an error that says so if it is none.</summary>
    public static TimeSpan Parse(string text, string source)
    {
        if (text.Length > 1
            && Units.TryGetValue(text[^1], out var unit)
            && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count <= TimeSpan.MaxValue / unit)
            return unit * count;
        throw InvalidValue.Error(text, source, "it is a number with a unit: `90s`, `15m`, `12h`, `30d`, `8w`");
    }
}
