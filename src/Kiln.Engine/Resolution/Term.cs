using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>
/// A statement about one package: "a version in the range is chosen", or its opposite, "none in the range is chosen", which also holds while the
/// package is not chosen at all.
/// </summary>
internal readonly record struct Term(VersionRange Range, bool IsPositive)
{
    /// <summary>The statement that says nothing.</summary>
    public static Term Any { get; } = NotIn(VersionRange.Empty);

    /// <summary>A version in the range is chosen.</summary>
    public static Term In(VersionRange range) => new(range, IsPositive: true);

    /// <summary>No version in the range is chosen.</summary>
    public static Term NotIn(VersionRange range) => new(range, IsPositive: false);

    /// <summary>The opposite.</summary>
    public Term Negate() => new(Range, !IsPositive);

    /// <summary>Both statements.</summary>
    public Term Intersect(Term other) => (IsPositive, other.IsPositive) switch
    {
        (true, true) => In(Range.Intersect(other.Range)),
        (true, false) => In(Range.Except(other.Range)),
        (false, true) => In(other.Range.Except(Range)),
        _ => NotIn(Range.Union(other.Range)),
    };

    /// <summary>One of the statements.</summary>
    public Term Union(Term other) => Negate().Intersect(other.Negate()).Negate();

    /// <summary>True if the other holds wherever this one does.</summary>
    public bool IsSubsetOf(Term other) => (IsPositive, other.IsPositive) switch
    {
        (true, true) => Range.IsSubsetOf(other.Range),
        (true, false) => Range.IsDisjointFrom(other.Range),
        (false, true) => false,
        _ => other.Range.IsSubsetOf(Range),
    };

    /// <summary>True if both cannot hold together.</summary>
    public bool IsDisjointFrom(Term other) => (IsPositive, other.IsPositive) switch
    {
        (true, true) => Range.IsDisjointFrom(other.Range),
        (true, false) => Range.IsSubsetOf(other.Range),
        (false, true) => other.Range.IsSubsetOf(Range),
        _ => false,
    };
}
