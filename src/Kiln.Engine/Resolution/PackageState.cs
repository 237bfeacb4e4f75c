using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>What is known of one package at some point of a search: what was derived, and the version decided on, if one is.</summary>
internal sealed class PackageState
{
    private readonly List<Derivation> _derivations = [];
    private (PyVersion Version, int Index, int Level)? _decision;

    /// <summary>All that is known; null if nothing is.</summary>
    public Term? Known { get; private set; }

    /// <summary>The version decided on.</summary>
    public PyVersion? Version => _decision?.Version;

    /// <summary>The level of the decision.</summary>
    public int DecisionLevel => _decision?.Level ?? 0;

    /// <summary>True if the package is wanted, and not decided on.</summary>
    public bool IsOpen => _decision is null && Known is { IsPositive: true };

    /// <summary>Adds what followed from an incompatibility.</summary>
    public void Derive(Term term, int index, int level, Incompatibility cause)
    {
        var known = Known is { } before ? before.Intersect(term) : term;
        _derivations.Add(new Derivation(index, level, cause, known));
        Known = known;
    }

    /// <summary>Decides on a version.</summary>
    public void Decide(PyVersion version, int index, int level)
    {
        _decision = (version, index, level);
        Known = Term.In(VersionRange.Exactly(version));
    }

    /// <summary>Forgets what is of later levels.</summary>
    public void Backtrack(int level)
    {
        if (_decision?.Level > level)
            _decision = null;
        int kept = _derivations.Count;
        while (kept > 0 && _derivations[kept - 1].Level > level)
            kept--;
        _derivations.RemoveRange(kept, _derivations.Count - kept);
        if (_decision is null)
            Known = kept > 0 ? _derivations[kept - 1].Known : null;
    }

    /// <summary>The first step after which what is known excludes <paramref name="opposite"/>.</summary>
    public Satisfier FirstToExclude(int package, Term opposite)
    {
        int low = 0, high = _derivations.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_derivations[middle].Known.IsDisjointFrom(opposite))
                high = middle;
            else
                low = middle + 1;
        }
        if (low < _derivations.Count)
            return new Satisfier(package, _derivations[low].Index, _derivations[low].Level, _derivations[low].Cause);
        return _decision is { } decision
            ? new Satisfier(package, decision.Index, decision.Level, null)
            : throw new InvalidOperationException("nothing that is known satisfies the statement");
    }
}
