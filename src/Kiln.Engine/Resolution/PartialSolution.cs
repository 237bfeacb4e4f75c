using System.Runtime.InteropServices;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Decisions and what followed from them, in order, so that a search can go back to any of them.</summary>
internal sealed class PartialSolution
{
    private readonly List<PackageState?> _states = [];
    private int _nextIndex;

    /// <summary>How many decisions stand.</summary>
    public int Level { get; private set; }

    /// <summary>The packages that are wanted and not decided on, in the order in which they came up.</summary>
    public IEnumerable<int> Open
    {
        get
        {
            for (int package = 0; package < _states.Count; package++)
            {
                if (_states[package] is { IsOpen: true })
                    yield return package;
            }
        }
    }

    /// <summary>The packages and their versions that are decided on.</summary>
    public IEnumerable<(int Package, PyVersion Version)> Decisions
    {
        get
        {
            for (int package = 0; package < _states.Count; package++)
            {
                if (_states[package] is { Version: { } version })
                    yield return (package, version);
            }
        }
    }

    /// <summary>All that is known of a package; null if nothing is.</summary>
    public Term? Known(int package) => package < _states.Count ? _states[package]?.Known : null;

    /// <summary>The version of a package that is decided on; null if none is.</summary>
    public PyVersion? VersionOf(int package) => package < _states.Count ? _states[package]?.Version : null;

    /// <summary>The level at which a package was decided on; 0 if it is not.</summary>
    public int DecisionLevel(int package) => package < _states.Count ? _states[package]?.DecisionLevel ?? 0 : 0;

    /// <summary>Decides on a version.</summary>
    public void Decide(int package, PyVersion version) => State(package).Decide(version, _nextIndex++, ++Level);

    /// <summary>Adds that the statement of <paramref name="cause"/> about a package does not hold.</summary>
    public void Derive(int package, Incompatibility cause) => State(package).Derive(cause.TermOf(package).Negate(), _nextIndex++, Level, cause);

    /// <summary>Takes back all decisions after the first <paramref name="level"/>, and what followed from them.</summary>
    public void Backtrack(int level)
    {
        Level = level;
        foreach (var state in CollectionsMarshal.AsSpan(_states))
            state?.Backtrack(level);
    }

    /// <summary>How an incompatibility stands to what is known; <paramref name="open"/> is the package of its last open statement.</summary>
    public Relation RelationTo(Incompatibility incompatibility, out int open)
    {
        open = -1;
        bool hasMore = false;
        foreach (var (package, term) in incompatibility.Terms)
        {
            if (Known(package) is { } known)
            {
                if (known.IsSubsetOf(term))
                    continue;
                if (known.IsDisjointFrom(term))
                    return Relation.Contradicted;
            }
            hasMore |= open >= 0;
            open = package;
        }
        return hasMore ? Relation.Open : open >= 0 ? Relation.AlmostSatisfied : Relation.Satisfied;
    }

    /// <summary>True if an incompatibility would be a conflict if this version were decided on.</summary>
    public bool WouldConflict(Incompatibility incompatibility, int chosen, PyVersion version)
    {
        foreach (var (package, term) in incompatibility.Terms)
        {
            bool holds = package == chosen ? term.Range.Contains(version) == term.IsPositive : Known(package)?.IsSubsetOf(term) == true;
            if (!holds)
                return false;
        }
        return true;
    }

    /// <summary>The last step that made all statements of a satisfied incompatibility hold, and the level at which they would without it.</summary>
    public (Satisfier Last, int PreviousLevel) FindSatisfiers(Incompatibility incompatibility)
    {
        Satisfier last = default, previous = default;
        bool isFirst = true;
        foreach (var (package, term) in incompatibility.Terms)
        {
            var satisfier = State(package).FirstToExclude(package, term.Negate());
            if (isFirst || satisfier.Index > last.Index)
                (previous, last) = (last, satisfier);
            else if (satisfier.Index > previous.Index)
                previous = satisfier;
            isFirst = false;
        }
        // The last step alone may not make its statement hold: then an earlier one about the same package has its part in it. Where it does, the first
        // step about the package counts all the same: going back farther would be right too, but would forget decisions that were not at fault.
        var own = last.Cause is { } cause ? cause.TermOf(last.Package).Negate() : Known(last.Package)!.Value;
        var rest = own.Intersect(incompatibility.TermOf(last.Package).Negate());
        int level = Math.Max(previous.Level, State(last.Package).FirstToExclude(last.Package, rest).Level);
        return (last, Math.Max(level, 1));
    }

    private PackageState State(int package)
    {
        while (_states.Count <= package)
            _states.Add(null);
        return _states[package] ??= new PackageState();
    }
}
