namespace Kiln.Engine.Pins;

/// <summary>A file of the user's that speaks of a project, as a comment names it: <c>-r requirements.in</c>, <c>name (pyproject.toml)</c>.</summary>
/// <param name="Kind">The role.</param>
/// <param name="Text">The comment.</param>
/// <param name="Order">What comes first of one role.</param>
public sealed record PinOrigin(PinOriginKind Kind, string Text, string Order) : IComparable<PinOrigin>
{
    /// <inheritdoc/>
    public int CompareTo(PinOrigin? other) => other is null ? 1 : Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Order, other.Order);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Before in comments.</summary>
    public static bool operator <(PinOrigin left, PinOrigin right) => left.CompareTo(right) < 0;

    /// <summary>Behind in comments.</summary>
    public static bool operator >(PinOrigin left, PinOrigin right) => left.CompareTo(right) > 0;

    /// <summary>Before in comments, or the same.</summary>
    public static bool operator <=(PinOrigin left, PinOrigin right) => left.CompareTo(right) <= 0;

    /// <summary>Behind in comments, or the same.</summary>
    public static bool operator >=(PinOrigin left, PinOrigin right) => left.CompareTo(right) >= 0;
}
