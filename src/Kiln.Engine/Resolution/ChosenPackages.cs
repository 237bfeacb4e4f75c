using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Draws from the decisions of a search which projects were chosen, and who required them.</summary>
internal static class ChosenPackages
{
    /// <summary>The projects, by name.</summary>
    public static IReadOnlyList<ChosenPackage> Of(IReadOnlyList<(SolverPackage Package, PyVersion Version)> decisions, Universe universe)
    {
        var projects = decisions.Where(decision => decision.Package is { Name: not null, Extra: null }).ToDictionary(decision => decision.Package.Name!, decision => decision.Version);
        var wanted = decisions.Where(decision => decision.Package.Extra is not null).ToLookup(decision => decision.Package.Name!, decision => decision.Package.Extra!);
        var demands = universe.UserNeeds.Select(need => new Demand(null, need))
            .Concat(projects.SelectMany(project => DemandsOf(universe.Chosen(project.Key, project.Value), [null, .. wanted[project.Key]], universe)))
            .ToLookup(demand => demand.Need.Name);
        return
        [
            .. projects.OrderBy(project => project.Key).Select(project => new ChosenPackage(universe.Chosen(project.Key, project.Value).Wheel, universe.Known(project.Key, project.Value))
            {
                Extras = [.. wanted[project.Key].OrderBy(extra => extra.ToString(), StringComparer.Ordinal)],
                Stated = universe.StatedBy(project.Key, project.Value),
                Demands = [.. demands[project.Key]],
            }),
        ];
    }

    private static IEnumerable<Demand> DemandsOf(Choice choice, IEnumerable<ExtraName?> extras, Universe universe) =>
        from extra in extras
        from need in universe.NeedsOf(choice, extra)
        select new Demand(choice.Wheel.FileName.Name, need);
}
