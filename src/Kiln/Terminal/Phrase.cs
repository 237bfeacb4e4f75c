using System.Globalization;
using System.Text.Json;

namespace Kiln.Terminal;

/// <summary>Numbers and names in words, as uv writes them.</summary>
internal static class Phrase
{
    /// <summary>"1 file", "12 files".</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");

    /// <summary>The name of an enumeration's value as reports spell it: "syntax-error".</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>"0.52ms", "812ms", "4.07s", "1m 05s".</summary>
    public static string Duration(TimeSpan time)
    {
        var culture = CultureInfo.InvariantCulture;
        if (time.TotalSeconds >= 60)
            return string.Create(culture, $"{(long)time.TotalMinutes}m {time.Seconds:00}s");
        if (time.TotalSeconds >= 1)
            return string.Create(culture, $"{time.Seconds}.{time.Milliseconds / 10:00}s");
        if (time.TotalMilliseconds >= 1)
            return string.Create(culture, $"{time.Milliseconds}ms");
        return string.Create(culture, $"0.{(long)(time.TotalMicroseconds / 10):00}ms");
    }

    /// <summary>"0 B", "17.4 KiB", "1.2 GiB".</summary>
    public static string Size(long bytes)
    {
        if (bytes < 1024)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        string[] units = ["KiB", "MiB", "GiB", "TiB"];
        double value = bytes / 1024.0;
        int unit = 0;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {units[unit]}");
    }
}
