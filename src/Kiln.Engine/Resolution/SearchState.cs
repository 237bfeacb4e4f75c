using System.Collections.Immutable;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>What a search has decided so far and what is demanded; never changed, so that turning back costs nothing.</summary>
internal sealed record SearchState
{
    private ImmutableDictionary<PackageName, ImmutableList<Demand>> Demands { get; init; } = ImmutableDictionary<PackageName, ImmutableList<Demand>>.Empty;

    private ImmutableList<PackageName> Order { get; init; } = [];

    /// <summary>The wheel of each project that is decided.</summary>
    public ImmutableDictionary<PackageName, Candidate> Chosen { get; private init; } = ImmutableDictionary<PackageName, Candidate>.Empty;

    /// <summary>The projects that are demanded, in the order they came up.</summary>
    public IReadOnlyList<PackageName> Names => Order;

    /// <summary>The state with one more demand.</summary>
    public SearchState With(Demand demand)
    {
        var name = demand.Requirement.Name;
        bool isKnown = Demands.TryGetValue(name, out var demands);
        return this with
        {
            Demands = Demands.SetItem(name, (demands ?? []).Add(demand)),
            Order = isKnown ? Order : Order.Add(name),
        };
    }

    /// <summary>The state with a wheel decided.</summary>
    public SearchState With(Candidate candidate) => this with { Chosen = Chosen.SetItem(candidate.FileName.Name, candidate) };

    /// <summary>The first project that is demanded and not decided.</summary>
    public PackageName? FirstUndecided() => Order.Find(name => !Chosen.ContainsKey(name));

    /// <summary>What is demanded of a project.</summary>
    public IEnumerable<Demand> DemandsOn(PackageName name) => Demands.TryGetValue(name, out var demands) ? demands : [];

    /// <summary>The extras that it is demanded with.</summary>
    public IReadOnlyList<ExtraName> ExtrasOf(PackageName name) => [.. DemandsOn(name).SelectMany(demand => demand.Requirement.Extras).Distinct()];
}
