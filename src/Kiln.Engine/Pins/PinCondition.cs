using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>
/// When a project is needed: clauses of which one must hold. Only conditions that hold in one environment are joined, so that no two contradict each
/// other: dropping what is implied makes them as short as uv's.
/// </summary>
internal sealed class PinCondition
{
    private readonly IReadOnlyList<PinClause> _clauses;

    private PinCondition(IReadOnlyList<PinClause> clauses) => _clauses = clauses;

    /// <summary>Never.</summary>
    public static PinCondition Never { get; } = new([]);

    /// <summary>Always.</summary>
    public static PinCondition Always { get; } = new([PinClause.Always]);

    /// <summary>How many clauses there are.</summary>
    public int Count => _clauses.Count;

    /// <summary>The condition of a requirement, as far as it holds in an environment; the extra that it hangs on is not part of it.</summary>
    public static PinCondition Of(Marker? marker, MarkerValues values) => marker switch
    {
        MarkerGroup { IsAlternative: true } group => group.Members.Where(member => Holds(member, values)).Aggregate(Never, (joined, member) => joined.Or(Of(member, values))),
        MarkerGroup group => group.Members.Aggregate(Always, (joined, member) => joined.And(Of(member, values))),
        MarkerComparison { Variable: not MarkerVariable.Extra } comparison => new PinCondition([ClauseOf(comparison)]),
        _ => Always,
    };

    /// <summary>Either.</summary>
    public PinCondition Or(PinCondition other) => new(Shortened(_clauses.Concat(other._clauses)));

    /// <summary>Both.</summary>
    public PinCondition And(PinCondition other) => new(Shortened(from left in _clauses from right in other._clauses select left.And(right)));

    /// <summary>True if both are the same.</summary>
    public bool IsSame(PinCondition other) => ToText(null) == other.ToText(null);

    /// <summary>The marker for Pythons from a version on; null if it is needed always.</summary>
    public string? ToText(PyVersion? python)
    {
        var clauses = python is null ? _clauses : Shortened(_clauses.Select(clause => clause.From(python)));
        if (clauses.Any(clause => clause.IsAlways))
            return null;
        var words = clauses.SelectMany(clause => clause.Words()).Order(StringComparer.Ordinal).ToList();
        return words.Count == 1 ? words[0] : string.Join(" or ", words.Select(each => each.Contains(" and ") ? $"({each})" : each));
    }

    private static bool Holds(Marker marker, MarkerValues values) => marker is MarkerComparison { Variable: MarkerVariable.Extra } || marker.Evaluate(values, []);

    private static PinClause ClauseOf(MarkerComparison comparison)
    {
        if (PythonRange.Of(comparison) is { } range)
            return new PinClause(range, []);
        return new PinClause(VersionRange.Full, [PinTerm.Of(comparison)]);
    }

    /// <summary>Without those that imply others; those that differ only in the version of Python become one.</summary>
    private static List<PinClause> Shortened(IEnumerable<PinClause> clauses)
    {
        var joined = clauses.GroupBy(clause => string.Join(" and ", clause.Terms))
            .Select(group => new PinClause(group.Aggregate(VersionRange.Empty, (range, clause) => range.Union(clause.Python)), group.First().Terms)).ToList();
        return [.. joined.Where(clause => !joined.Exists(each => each != clause && clause.Implies(each)))];
    }
}
