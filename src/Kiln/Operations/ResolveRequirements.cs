using Kiln.Engine;
using Kiln.Engine.Index;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Operations;

/// <summary>What all commands have in common that choose packages: the places to look into, the search, and the error where it finds nothing.</summary>
internal sealed class ResolveRequirements(ResolveOptions options, VersionRules rules, AskedPackages asked, TargetPython target)
{
    /// <summary>The places, as the user and his files name them.</summary>
    public PackagePlaces Places { get; } = new(options.Index, asked.Said, options.Global.Surroundings, asked.PinsFor(new MarkerValues(target.Markers)));

    /// <summary>What is there, asked for when it is needed.</summary>
    public IndexSource OpenSource(Network network, WheelCache wheels, IReporter reporter, CancellationToken cancellation) =>
        Places.Open(network, new WheelSupply(asked.HashesOf, wheels, network.WheelsIn(wheels), reporter) { IsRefreshed = options.IsRefreshed, Cancellation = cancellation });

    /// <summary>Searches.</summary>
    /// <param name="source">What there is to choose from.</param>
    /// <param name="preferences">Versions that are taken where they fit.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="UserErrorException">There is no solution, or it must not be used.</exception>
    public Solution Solve(IPackageSource source, IReadOnlyDictionary<PackageName, PyVersion> preferences, CancellationToken cancellation)
    {
        var request = new ResolutionRequest
        {
            Requirements = [.. asked.Asked.Select(each => each.Requirement)],
            Constraints = [.. asked.Constraints.Select(each => each.Requirement), .. rules.Constraints],
            Markers = new MarkerValues(target.Markers),
            Python = target.Version,
            Tags = target.Tags,
            IsAnyPatch = options.PythonVersion?.ReleaseLength < 3,
            Overrides = [.. rules.Overrides.Select(each => each.Requirement)],
            Excludes = rules.Excludes,
            Strategy = rules.Strategy,
            WithDependencies = rules.WithDependencies,
            Preferences = preferences,
            Uploads = Places.Uploads(TimeProvider.System),
            PreReleasesOf = rules.PreReleasesOf,
            PreReleases = asked.Said.AllowsPreReleases ? PreReleaseMode.Allow : rules.PreReleases,
        };
        var solution = new Resolver(source, request).Solve(asked.Named, cancellation);
        if (solution.Conflict is { } conflict)
            throw NoSolution(conflict);
        new ChosenWheels(options, asked, target.Tags).Check(solution.Candidates);
        return solution;
    }

    private static UserErrorException NoSolution(NoSolutionText conflict) => new("no solution found when resolving dependencies")
    {
        Details = conflict.ToString(),
        Hint = conflict.Hints.Count > 0 ? string.Join("\nhint: ", conflict.Hints) : null,
    };
}
