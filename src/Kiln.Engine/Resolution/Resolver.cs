using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>
/// Searches for one wheel a project such that all requirements hold. A search by trial for a folder of wheels, where there are few versions each:
/// take the first project that is not decided, try its wheels from the best on, add what the wheel requires, go on; turn back where a decided
/// wheel does not fit. What is decided at once is read at once, so that reading wheels goes on in parallel.
/// </summary>
public sealed class Resolver(IPackageSource source, ResolutionRequest request)
{
    private readonly Dictionary<Candidate, IReadOnlyList<Demand>> _demands = [];
    private readonly Dictionary<PackageName, Candidate> _named = [];
    private string? _conflict;

    /// <summary>Searches; <paramref name="named"/> are the wheels that the user named by file or URL: no other is taken for their projects.</summary>
    public Solution Solve(IEnumerable<Candidate> named)
    {
        foreach (var candidate in named)
            _named[candidate.FileName.Name] = candidate;
        var state = new SearchState();
        foreach (var requirement in request.Requirements.Where(requirement => requirement.Applies(request.Markers, [])))
            state = state.With(new Demand(requirement, null));
        Prefetch(state);
        return Search(state) is { } found
            ? new Solution([.. found.Chosen.Values.OrderBy(candidate => candidate.FileName.Name)], null)
            : new Solution([], _conflict);
    }

    private SearchState? Search(SearchState state)
    {
        if (state.FirstUndecided() is not { } name)
            return state;
        var candidates = CandidatesFor(name, state);
        if (candidates.Count == 0)
            _conflict ??= Explain(name, state);
        foreach (var candidate in candidates)
        {
            if (Choose(state, candidate) is { } next && Search(next) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>The state with a wheel decided and its requirements added; null if one of them does not fit what is decided.</summary>
    private SearchState? Choose(SearchState state, Candidate candidate)
    {
        var next = state.With(candidate);
        foreach (var demand in DemandsOf(candidate))
        {
            if (!Applies(demand.Requirement, next.ExtrasOf(candidate.FileName.Name)))
                continue;
            next = Demand(next, demand);
            if (next is null)
                return null;
        }
        return next;
    }

    private SearchState? Demand(SearchState state, Demand demand)
    {
        var name = demand.Requirement.Name;
        var known = state.ExtrasOf(name);
        var next = state.With(demand);
        if (!next.Chosen.TryGetValue(name, out var chosen))
            return next;
        if (!Fits(chosen, demand.Requirement))
        {
            _conflict ??= Explain(name, next);
            return null;
        }
        // A wheel that is decided and now asked for with another extra has more requirements than before.
        var added = next.ExtrasOf(name).Except(known).ToList();
        foreach (var further in added.Count > 0 ? DemandsOf(chosen) : [])
        {
            if (Applies(further.Requirement, known) || !Applies(further.Requirement, next.ExtrasOf(name)))
                continue;
            if (Demand(next, further) is not { } extended)
                return null;
            next = extended;
        }
        return next;
    }

    private List<Candidate> CandidatesFor(PackageName name, SearchState state)
    {
        var demands = state.DemandsOn(name).Select(demand => demand.Requirement).ToList();
        if (_named.TryGetValue(name, out var named))
            return demands.TrueForAll(requirement => Fits(named, requirement)) ? [named] : [];
        var limits = request.Constraints.Where(constraint => constraint.Name == name && constraint.Applies(request.Markers, []));
        demands.AddRange(limits);
        bool isPreReleaseNamed = demands.Any(requirement => requirement.Specifiers.NamesPreRelease);
        var fitting = source.Find(name).Where(candidate => demands.TrueForAll(requirement => Fits(candidate, requirement))).ToList();
        bool takesAll = isPreReleaseNamed || request.PreReleases == PreReleaseMode.Allow || fitting.TrueForAll(candidate => candidate.FileName.Version.IsPreRelease);
        return [.. fitting.Where(candidate => takesAll || !candidate.FileName.Version.IsPreRelease).Where(RunsHere)];
    }

    private static bool Fits(Candidate candidate, Requirement requirement) =>
        requirement.Url is not null ? candidate.Url is not null : requirement.Specifiers.Contains(candidate.FileName.Version);

    private bool RunsHere(Candidate candidate)
    {
        string? pythons = source.MetadataOf([candidate])[0].RequiresPython;
        return pythons is null || !VersionSpecifiers.TryParsePublished(pythons, out var specifiers, out _) || specifiers.Contains(request.Python);
    }

    private bool Applies(Requirement requirement, IReadOnlyList<ExtraName> extras) => requirement.Applies(request.Markers, extras);

    private IReadOnlyList<Demand> DemandsOf(Candidate candidate)
    {
        if (!request.WithDependencies)
            return [];
        if (!_demands.TryGetValue(candidate, out var demands))
            _demands[candidate] = demands = ParseDemands(candidate);
        return demands;
    }

    /// <summary>Requirements that cannot be parsed (old wheels have some) count as a wheel's fault only when it is chosen: they are told by the install.</summary>
    private List<Demand> ParseDemands(Candidate candidate)
    {
        var demands = new List<Demand>();
        foreach (string text in source.MetadataOf([candidate])[0].RequiresDist)
        {
            if (!Requirement.TryParsePublished(text, out var requirement, out var fault))
                throw new UserErrorException($"`{candidate.FileName}` has a requirement that is none: {fault.ToError($"requirement `{text}`").Message}");
            demands.Add(new Demand(requirement, candidate));
        }
        return demands;
    }

    /// <summary>Has the best wheels of all projects that the user named read together.</summary>
    private void Prefetch(SearchState state)
    {
        var best = state.Names.Select(name => CandidatesIgnoringPython(name, state)).OfType<Candidate>().ToList();
        if (best.Count > 1)
            _ = source.MetadataOf(best);
    }

    private Candidate? CandidatesIgnoringPython(PackageName name, SearchState state)
    {
        if (_named.TryGetValue(name, out var named))
            return named;
        var demands = state.DemandsOn(name).ToList();
        return source.Find(name).FirstOrDefault(candidate => demands.TrueForAll(demand => Fits(candidate, demand.Requirement)));
    }

    private string Explain(PackageName name, SearchState state)
    {
        var demands = state.DemandsOn(name).ToList();
        string wanted = string.Join(" and ", demands);
        var all = source.Find(name);
        if (all.Count == 0)
            return $"{source.WhyNone(name)}, but {wanted} is required";
        string versions = string.Join(", ", all.Select(candidate => candidate.FileName.Version).Distinct().Take(5));
        return $"no version of `{name}` satisfies {wanted}; there is {versions}";
    }
}
