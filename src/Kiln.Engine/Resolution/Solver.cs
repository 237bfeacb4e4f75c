using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>
/// PubGrub (https://github.com/dart-lang/pub/blob/master/doc/solver.md): decide on a version of one package, add what it requires as
/// incompatibilities, draw all conclusions, go on with the next. Where statements contradict each other, a new incompatibility is learned from
/// their causes, and the search goes back to the earliest place where it would have changed a decision. It sees neither clock nor thread:
/// the same facts give the same answer.
/// </summary>
internal sealed class Solver
{
    private static readonly PyVersion Only = PyVersion.Parse("0");

    private readonly Universe _universe;
    private readonly PackageTable _packages;
    private readonly IncompatibilityStore _store = new();
    private readonly PartialSolution _solution = new();
    private readonly Priorities _priorities = new();
    private readonly Propagation _propagation;
    private readonly HashSet<(int Package, PyVersion Version)> _expanded = [];
    private readonly HashSet<int> _constrained = [];

    /// <summary>A search among the versions of a universe.</summary>
    public Solver(Universe universe, PackageTable packages)
    {
        (_universe, _packages) = (universe, packages);
        _propagation = new Propagation(_solution, _store);
    }

    /// <summary>The decisions, where there is a solution.</summary>
    public IEnumerable<(int Package, PyVersion Version)> Decisions => _solution.Decisions;

    /// <summary>Searches. Returns the proof that there is no solution, or null.</summary>
    public Incompatibility? Run(CancellationToken cancellation)
    {
        int changed = PackageTable.User;
        AddNeeds(null, new PackageTerm(PackageTable.User, Term.In(VersionRange.Full)), null, _universe.UserNeeds);
        _solution.Decide(PackageTable.User, Only);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_propagation.Run(changed) is { } proof)
                return proof;
            Reprioritise();
            if (NextOpen() is not { } next)
                return null;
            Decide(next);
            changed = next;
        }
    }

    /// <summary>Decides on a version of a package, or learns that none fits.</summary>
    private void Decide(int package)
    {
        var (name, extra) = _packages[package];
        if (extra is not null)
        {
            DecideExtra(package, _packages.NumberOf(name!), extra);
            return;
        }
        var range = _solution.Known(package)!.Value.Range;
        if (_universe.Choose(name!, range) is not { } choice)
        {
            _store.Add(new Incompatibility([new PackageTerm(package, Term.In(range))], new Cause.NoVersion(range)));
            return;
        }
        if (!_expanded.Add((package, choice.Version)) || TryExpand(package, choice.Version, choice, null))
            _solution.Decide(package, choice.Version);
    }

    /// <summary>An extra's requirements are those of the version that its project has.</summary>
    private void DecideExtra(int package, int project, ExtraName extra)
    {
        var version = _solution.VersionOf(project)!;
        var choice = _universe.Chosen(_packages[project].Name!, version);
        if (!_expanded.Add((package, version)) || TryExpand(package, Only, choice, extra))
            _solution.Decide(package, Only);
    }

    /// <summary>Adds what a version requires; false if something of it is a conflict as soon as the package is decided on: then propagation has to see it first.</summary>
    private bool TryExpand(int package, PyVersion version, Choice choice, ExtraName? extra)
    {
        var owner = new PackageTerm(_packages.NumberOf(choice.Wheel.FileName.Name), Term.In(choice.Cell));
        var needs = AddNeeds(choice, owner, extra is null ? null : package, _universe.NeedsOf(choice, extra));
        var conflict = needs.Find(need => _solution.WouldConflict(need, package, version));
        if (conflict is not null)
            _propagation.Conflicts.Add((package, conflict));
        return conflict is null;
    }

    private List<Incompatibility> AddNeeds(Choice? choice, PackageTerm owner, int? extra, IReadOnlyList<Requirement> needs)
    {
        var added = new List<Incompatibility>();
        foreach (var need in needs)
        {
            int needed = _packages.NumberOf(need.Name);
            Constrain(needed, need);
            if (_universe.Refusal(need, choice) is { } refusal)
            {
                added.Add(AddUnusable(owner, extra, refusal));
                continue;
            }
            if (needed != owner.Package)
                added.Add(_store.AddNeed(owner, extra, new PackageTerm(needed, Term.NotIn(need.Specifiers.Range)), need));
            foreach (var name in need.Extras)
            {
                int further = _packages.NumberOf(need.Name, name);
                if (further != extra)
                    added.Add(_store.AddNeed(owner, extra, new PackageTerm(further, Term.NotIn(VersionRange.Full)), need));
            }
        }
        return added;
    }

    private Incompatibility AddUnusable(PackageTerm owner, int? extra, string reason)
    {
        PackageTerm[] terms = extra is { } wanted ? [owner, new PackageTerm(wanted, Term.In(VersionRange.Full))] : [owner];
        var unusable = new Incompatibility(terms, new Cause.Unusable(reason));
        _store.Add(unusable);
        return unusable;
    }

    /// <summary>The user's constraints count as soon as their project comes up.</summary>
    private void Constrain(int package, Requirement need)
    {
        if (!_constrained.Add(package))
            return;
        _universe.Expect(need.Name, need.Specifiers.Range);
        foreach (var constraint in _universe.ConstraintsOn(need.Name))
        {
            var outside = constraint.Specifiers.Range.Complement();
            if (!outside.IsEmpty)
                _store.Add(new Incompatibility([new PackageTerm(package, Term.In(outside))], new Cause.Limit(constraint)));
        }
    }

    private int? NextOpen()
    {
        int? best = null;
        int bestRank = int.MaxValue;
        foreach (int package in _solution.Open)
        {
            var (name, extra) = _packages[package];
            int rank;
            if (extra is null)
                rank = _priorities.RankOf(package, _universe.IsPinned(name!, _solution.Known(package)!.Value.Range));
            else
                rank = _solution.VersionOf(_packages.NumberOf(name!)) is null ? int.MaxValue : -1;
            if (rank < bestRank)
                (best, bestRank) = (package, rank);
        }
        return best;
    }

    /// <summary>A package whose place in the order changed is decided on anew, and so is all that came after it.</summary>
    private void Reprioritise()
    {
        int level = int.MaxValue;
        foreach (var (package, learned) in _propagation.Conflicts)
        {
            if (_priorities.Count(package, learned) is { } changed && _solution.DecisionLevel(changed) is > 1 and var decided)
                level = Math.Min(level, decided - 1);
        }
        _propagation.Conflicts.Clear();
        if (level < _solution.Level)
            _propagation.Backtrack(level);
    }
}
