namespace Kiln.Engine.Resolution;

/// <summary>
/// Which package is decided on next. Extras come first, they leave no choice; then what is pinned; then what conflicts often, as in uv: what is often
/// found unfit before what is often in others' way, and both before the rest, so that a conflict comes up before much else is decided. Else in
/// the order in which packages came up.
/// </summary>
internal sealed class Priorities
{
    // uv's number (CONFLICT_THRESHOLD in uv-resolver/src/resolver/mod.rs).
    private const int ManyTimesUnfit = 5;

    // One less, so that what is in the way is decided on anew before the other may overtake it: a user who names sphinx first wants sphinx new first.
    private const int ManyTimesInTheWay = 4;

    private readonly Dictionary<int, int> _timesUnfit = [];
    private readonly Dictionary<int, int> _timesInTheWay = [];
    private readonly HashSet<int> _early = [];
    private readonly HashSet<int> _late = [];

    /// <summary>The lower, the earlier; packages of one rank in the order of their numbers.</summary>
    public int RankOf(int package, bool isPinned)
    {
        if (isPinned)
            return 0;
        if (_early.Contains(package))
            return 1;
        return _late.Contains(package) ? 2 : 3;
    }

    /// <summary>Counts a conflict: <paramref name="unfit"/> could not be as it was because of the others.</summary>
    /// <returns>A package that is to be decided on later from now on; null if none is.</returns>
    public int? Count(int unfit, Incompatibility conflict)
    {
        if (conflict.Terms.Length > 1 && Add(_timesUnfit, unfit, ManyTimesUnfit))
            _early.Add(unfit);
        int? changed = null;
        foreach (var (package, _) in conflict.Terms)
        {
            if (package != unfit && package != PackageTable.User && Add(_timesInTheWay, package, ManyTimesInTheWay) && !_early.Contains(package) && _late.Add(package))
                changed = package;
        }
        return changed;
    }

    private static bool Add(Dictionary<int, int> counts, int package, int many) => (counts[package] = counts.GetValueOrDefault(package) + 1) == many;
}
