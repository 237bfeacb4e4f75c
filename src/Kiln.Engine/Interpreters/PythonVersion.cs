using System.Globalization;
using System.Text.Json.Serialization;

namespace Kiln.Engine.Interpreters;

/// <summary>The version of an interpreter, as <c>sys.version_info</c> has it.</summary>
public readonly record struct PythonVersion(int Major, int Minor, int Micro, string ReleaseLevel, int Serial) : IComparable<PythonVersion>
{
    /// <summary>The first minor version of Python 3 that Kiln supports.</summary>
    public const int OldestMinor = 8;

    /// <summary>The last one.</summary>
    public const int NewestMinor = 15;

    /// <summary>True for anything but a final release.</summary>
    [JsonIgnore]
    public bool IsPrerelease => ReleaseLevel != "final";

    /// <summary>Parses "3.12.1" and "3.15.0rc2", as <see cref="ToString"/> writes them.</summary>
    public static bool TryParse(string text, out PythonVersion version)
    {
        version = default;
        int end = text.AsSpan().IndexOfAny('a', 'b', 'r');
        var (level, serial) = end < 0 ? ("final", 0) : ParsePrerelease(text[end..]);
        string[] numbers = (end < 0 ? text : text[..end]).Split('.');
        if (level.Length == 0 || numbers.Length != 3 || !TryNumber(numbers[0], out int major) || !TryNumber(numbers[1], out int minor) || !TryNumber(numbers[2], out int micro))
            return false;
        version = new PythonVersion(major, minor, micro, level, serial);
        return true;
    }

    /// <summary>"3.12.1", "3.15.0rc2".</summary>
    public override string ToString()
    {
        string release = string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Micro}");
        return ReleaseLevel switch
        {
            "alpha" => $"{release}a{Serial}",
            "beta" => $"{release}b{Serial}",
            "candidate" => $"{release}rc{Serial}",
            _ => release,
        };
    }

    /// <summary>Older before newer; the levels' names happen to stand in alphabetical order.</summary>
    public int CompareTo(PythonVersion other)
    {
        int order = (Major, Minor, Micro).CompareTo((other.Major, other.Minor, other.Micro));
        order = order != 0 ? order : string.CompareOrdinal(ReleaseLevel, other.ReleaseLevel);
        return order != 0 ? order : Serial.CompareTo(other.Serial);
    }

    /// <summary>Older.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => left.CompareTo(right) > 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Level and serial of "rc2"; an empty level for anything else.</summary>
    internal static (string Level, int Serial) ParsePrerelease(string text)
    {
        foreach (var (prefix, level) in ((string, string)[])[("a", "alpha"), ("b", "beta"), ("rc", "candidate")])
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && TryNumber(text[prefix.Length..], out int serial))
                return (level, serial);
        }
        return ("", 0);
    }

    private static bool TryNumber(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
