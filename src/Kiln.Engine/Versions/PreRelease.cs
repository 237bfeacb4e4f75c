namespace Kiln.Engine.Versions;

/// <summary>The pre-release part of a version: <c>rc1</c>.</summary>
public readonly record struct PreRelease(PreReleaseKind Kind, long Number) : IComparable<PreRelease>
{
    /// <inheritdoc/>
    public int CompareTo(PreRelease other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : Number.CompareTo(other.Number);

    /// <summary>As it stands in a normalised version.</summary>
    public override string ToString() => Kind switch
    {
        PreReleaseKind.Alpha => $"a{Number}",
        PreReleaseKind.Beta => $"b{Number}",
        _ => $"rc{Number}",
    };

    /// <summary>Earlier.</summary>
    public static bool operator <(PreRelease left, PreRelease right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(PreRelease left, PreRelease right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(PreRelease left, PreRelease right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(PreRelease left, PreRelease right) => left.CompareTo(right) >= 0;
}
