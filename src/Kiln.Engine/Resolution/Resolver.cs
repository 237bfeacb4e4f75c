namespace Kiln.Engine.Resolution;

/// <summary>Finds one wheel a project such that all requirements hold, or says why there is none.</summary>
public sealed class Resolver(IPackageSource source, ResolutionRequest request)
{
    /// <summary>Searches; <paramref name="named"/> are the wheels that the user named by file or URL: no other is taken for their projects.</summary>
    public Solution Solve(IEnumerable<Candidate> named, CancellationToken cancellation = default)
    {
        var packages = new PackageTable();
        var universe = new Universe(source, request, named);
        var solver = new Solver(universe, packages);
        if (solver.Run(cancellation) is { } proof)
        {
            var lines = ProofText.Of(proof, new FactText(universe, packages));
            return new Solution([], new NoSolutionText(lines, new NoSolutionHints(universe, packages, request).For(proof)));
        }
        return new Solution(ChosenPackages.Of([.. solver.Decisions.Select(decision => (packages[decision.Package], decision.Version))], universe), null);
    }
}
