namespace Kiln.Engine.Versions;

/// <summary>
/// A set of versions, as cuts on the version line at which it begins and ends. It is normalised: ranges of the same versions are
/// equal. The complement has the same cuts; union and intersection are one pass over the cuts of both.
/// </summary>
public sealed partial class VersionRange : IEquatable<VersionRange>
{
    // The earliest version of all: nothing lies before it, so that a cut there is none.
    private static readonly PyVersion Earliest = new(new VersionParts { Release = [0], Dev = 0 });

    private readonly VersionCut[] _cuts;
    private readonly bool _startsInside;

    private VersionRange(VersionCut[] cuts, bool startsInside)
    {
        _cuts = cuts;
        _startsInside = startsInside;
    }

    /// <summary>All versions.</summary>
    public static VersionRange Full { get; } = new([], startsInside: true);

    /// <summary>No version.</summary>
    public static VersionRange Empty { get; } = new([], startsInside: false);

    /// <summary>True if no version is in it.</summary>
    public bool IsEmpty => !_startsInside && _cuts.Length == 0;

    /// <summary>True if every version is in it.</summary>
    public bool IsFull => _startsInside && _cuts.Length == 0;

    /// <summary>This version alone; not even with a local label.</summary>
    public static VersionRange Exactly(PyVersion version) =>
        Between(new VersionCut(version, CutPlace.Before), new VersionCut(version, CutPlace.After));

    /// <summary>This version and all later ones.</summary>
    public static VersionRange AtLeast(PyVersion version) => From(new VersionCut(version, CutPlace.Before));

    /// <summary>True if it holds one version only, or that with any local label: what <c>==</c> admits.</summary>
    public bool IsOneVersion => !_startsInside && _cuts is [{ Place: CutPlace.Before } first, var end]
        && first.Version.CompareReleaseTo(end.Version) == 0
        && ((end.Place == CutPlace.After && end.Version == first.Version) || end == VersionCut.AfterLocals(first.Version));

    /// <summary>The versions that a clause of a specifier admits, except <c>===</c>.</summary>
    internal static VersionRange Matching(VersionOperator comparison, PyVersion version) => comparison switch
    {
        VersionOperator.Equal when version.IsLocal => Exactly(version),
        VersionOperator.Equal => Between(new VersionCut(version, CutPlace.Before), VersionCut.AfterLocals(version)),
        VersionOperator.EqualPrefix => OfPrefix(version.FirstOfPrefix(version.ReleaseLength), version, version.ReleaseLength),
        VersionOperator.Compatible => OfPrefix(version, version, version.ReleaseLength - 1),
        VersionOperator.GreaterOrEqual => From(new VersionCut(version, CutPlace.Before)),
        VersionOperator.Greater => From(VersionCut.AfterPosts(version)),
        VersionOperator.Less => From(FirstOf(version)).Complement(),
        VersionOperator.LessOrEqual => From(VersionCut.AfterLocals(version)).Complement(),
        VersionOperator.NotEqual => Matching(VersionOperator.Equal, version).Complement(),
        VersionOperator.NotEqualPrefix => Matching(VersionOperator.EqualPrefix, version).Complement(),
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    /// <summary>True if the version is in the set.</summary>
    public bool Contains(PyVersion version)
    {
        int passed = 0;
        while (passed < _cuts.Length && _cuts[passed].IsBefore(version))
            passed++;
        return _startsInside ^ (passed % 2 == 1);
    }

    /// <inheritdoc/>
    public bool Equals(VersionRange? other) =>
        other is not null && _startsInside == other._startsInside && _cuts.AsSpan().SequenceEqual(other._cuts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_startsInside);
        foreach (var cut in _cuts)
            hash.Add(cut);
        return hash.ToHashCode();
    }

    /// <summary>"Less than 1.0" leaves out 1.0's pre-releases, unless it names one: then it ends just before that.</summary>
    private static VersionCut FirstOf(PyVersion version) =>
        new(version.IsPreRelease ? version : version.With(version.Pre, version.Post, dev: 0), CutPlace.Before);

    private static VersionRange OfPrefix(PyVersion first, PyVersion version, int prefixLength) =>
        Between(new VersionCut(first, CutPlace.Before), new VersionCut(version.FirstBehindPrefix(prefixLength), CutPlace.Before));

    private static VersionRange From(VersionCut cut) =>
        cut.Place == CutPlace.Before && cut.Version == Earliest ? Full : new VersionRange([cut], startsInside: false);

    private static VersionRange Between(VersionCut first, VersionCut end) => From(first).Intersect(From(end).Complement());
}
