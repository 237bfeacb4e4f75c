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
}
