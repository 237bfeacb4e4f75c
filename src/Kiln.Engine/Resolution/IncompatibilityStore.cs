using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>
/// All incompatibilities that are known, by the packages they speak of. Requirements that several versions of a package share are kept as one, so
/// that a walk down a thousand versions does not leave a thousand statements to look at.
/// </summary>
internal sealed class IncompatibilityStore
{
    private readonly List<List<Incompatibility>> _byPackage = [];
    private readonly Dictionary<(int Owner, int Extra, int Needed, VersionRange Range), Incompatibility> _needs = [];
    private readonly Stack<Incompatibility> _contradicted = [];

    /// <summary>Those that speak of a package, the oldest first.</summary>
    public List<Incompatibility> About(int package)
    {
        while (_byPackage.Count <= package)
            _byPackage.Add([]);
        return _byPackage[package];
    }

    /// <summary>Adds one.</summary>
    public void Add(Incompatibility incompatibility)
    {
        foreach (var term in incompatibility.Terms)
            About(term.Package).Add(incompatibility);
    }

    /// <summary>Adds a requirement of a package's versions, or of one of its extras in these versions; returns it, joined with those of other versions.</summary>
    /// <param name="owner">Who has it.</param>
    /// <param name="extra">The package of the extra; null where it always counts.</param>
    /// <param name="needed">What is required.</param>
    /// <param name="requirement">The requirement as it was written.</param>
    public Incompatibility AddNeed(PackageTerm owner, int? extra, PackageTerm needed, Requirement requirement)
    {
        PackageTerm[] terms = extra is { } wanted
            ? [owner, new PackageTerm(wanted, Term.In(VersionRange.Full)), needed]
            : [owner, needed];
        var need = new Incompatibility(terms, new Cause.Need(requirement));
        var key = (owner.Package, extra ?? -1, needed.Package, needed.Term.Range);
        if (_needs.TryGetValue(key, out var known))
        {
            need = known.Join(need);
            Remove(known);
        }
        _needs[key] = need;
        Add(need);
        return need;
    }

    /// <summary>What is joined was mostly added a moment ago: looked for from the end.</summary>
    private void Remove(Incompatibility incompatibility)
    {
        foreach (var term in incompatibility.Terms)
        {
            var about = About(term.Package);
            int index = about.Count - 1;
            while (!ReferenceEquals(about[index], incompatibility))
                index--;
            about.RemoveAt(index);
        }
    }

    /// <summary>Remembers that nothing follows from one while this level stands.</summary>
    public void Contradict(Incompatibility incompatibility, int level)
    {
        if (incompatibility.ContradictedAt != Incompatibility.Never)
            return;
        incompatibility.ContradictedAt = level;
        _contradicted.Push(incompatibility);
    }

    /// <summary>Takes back what was remembered at later levels.</summary>
    public void Backtrack(int level)
    {
        while (_contradicted.TryPeek(out var last) && last.ContradictedAt > level)
            _contradicted.Pop().ContradictedAt = Incompatibility.Never;
    }
}
