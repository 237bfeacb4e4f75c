namespace Kiln.Engine.Wheels;

/// <summary>The build of a wheel, <c>1_local</c>: of two wheels of one version, the later build is taken (PEP 427). No build is before any.</summary>
public readonly record struct BuildTag(long Number, string Rest) : IComparable<BuildTag>
{
    /// <summary>By number, then by the text behind it.</summary>
    public int CompareTo(BuildTag other) => Number != other.Number ? Number.CompareTo(other.Number) : string.CompareOrdinal(Rest, other.Rest);

    /// <summary>As in the file name.</summary>
    public override string ToString() => $"{Number}{Rest}";

    /// <summary>Earlier.</summary>
    public static bool operator <(BuildTag left, BuildTag right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(BuildTag left, BuildTag right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(BuildTag left, BuildTag right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(BuildTag left, BuildTag right) => left.CompareTo(right) >= 0;
}
