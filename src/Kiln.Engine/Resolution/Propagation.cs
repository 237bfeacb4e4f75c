namespace Kiln.Engine.Resolution;

/// <summary>
/// Draws conclusions from what is known until there is nothing to draw or a conflict, and learns from conflicts: unit propagation and conflict
/// resolution of PubGrub (https://github.com/dart-lang/pub/blob/master/doc/solver.md).
/// </summary>
internal sealed class Propagation(PartialSolution solution, IncompatibilityStore store)
{
    private readonly Stack<int> _changed = [];

    /// <summary>The conflicts since the last call, each with the package that must be chosen differently.</summary>
    public List<(int Package, Incompatibility Learned)> Conflicts { get; } = [];

    /// <summary>Draws all conclusions from a change of a package. Returns the proof that there is no solution, or null.</summary>
    public Incompatibility? Run(int package)
    {
        _changed.Clear();
        _changed.Push(package);
        while (_changed.TryPop(out int current))
        {
            if (FindConflict(current) is not { } conflict)
                continue;
            var learned = Learn(conflict, out int culprit);
            if (learned.IsFinal)
                return learned;
            Conflicts.Add((culprit, learned));
            _changed.Clear();
            Conclude(culprit, learned);
        }
        return null;
    }

    /// <summary>Goes back to an earlier level.</summary>
    public void Backtrack(int level)
    {
        solution.Backtrack(level);
        store.Backtrack(level);
    }

    private Incompatibility? FindConflict(int package)
    {
        var about = store.About(package);
        // What was learned last narrows most.
        for (int i = about.Count - 1; i >= 0; i--)
        {
            var incompatibility = about[i];
            if (incompatibility.ContradictedAt != Incompatibility.Never)
                continue;
            switch (solution.RelationTo(incompatibility, out int open))
            {
                case Relation.Satisfied:
                    return incompatibility;
                case Relation.AlmostSatisfied:
                    Conclude(open, incompatibility);
                    break;
                case Relation.Contradicted:
                    store.Contradict(incompatibility, solution.Level);
                    break;
            }
        }
        return null;
    }

    private void Conclude(int package, Incompatibility incompatibility)
    {
        solution.Derive(package, incompatibility);
        store.Contradict(incompatibility, solution.Level);
        if (!_changed.Contains(package))
            _changed.Push(package);
    }

    /// <summary>
    /// Resolves a conflict with the causes of its last steps until it says something about an earlier level, and goes back there. Final if it comes to
    /// say that the user's requirements cannot hold.
    /// </summary>
    private Incompatibility Learn(Incompatibility conflict, out int culprit)
    {
        var learned = conflict;
        culprit = PackageTable.User;
        while (!learned.IsFinal)
        {
            var (last, previousLevel) = solution.FindSatisfiers(learned);
            if (previousLevel < last.Level)
            {
                culprit = last.Package;
                Backtrack(previousLevel);
                if (learned != conflict)
                    store.Add(learned);
                break;
            }
            learned = learned.Resolve(last.Cause!, last.Package);
        }
        return learned;
    }
}
