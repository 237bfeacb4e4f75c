using Kiln.Engine.Requirements;

namespace Kiln.Engine.Environments;

/// <summary>Which installed distribution needs which, by requirements that count in the environment and are met.</summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<InstalledDistribution, List<DependencyEdge>> _edges = [];

    /// <summary>The distributions, in the order given.</summary>
    public IReadOnlyList<InstalledDistribution> Nodes { get; private init; } = [];

    /// <summary>The graph of these distributions; inverted, edges lead from what is needed to what needs it.</summary>
    public static DependencyGraph Of(IReadOnlyList<InstalledDistribution> distributions, MarkerValues markers, bool isInverted)
    {
        var graph = new DependencyGraph { Nodes = distributions };
        foreach (var node in distributions)
            graph._edges[node] = [];
        var byName = distributions.ToLookup(static each => each.Name);
        foreach (var needing in distributions)
        {
            foreach (var requirement in RequirementsOf(needing, markers))
            {
                foreach (var needed in byName[requirement.Name].Where(each => requirement.Url is not null || requirement.Specifiers.Contains(each.Version)))
                    graph.Add(isInverted ? needed : needing, isInverted ? needing : needed, requirement);
            }
        }
        return graph;
    }

    /// <summary>What a distribution leads to, by name and version.</summary>
    public IReadOnlyList<DependencyEdge> From(InstalledDistribution node) => _edges[node];

    /// <summary>The part of the graph that <paramref name="starts"/> lead to.</summary>
    public DependencyGraph ReachableFrom(IEnumerable<InstalledDistribution> starts)
    {
        var reached = starts.ToHashSet();
        var open = new Queue<InstalledDistribution>(reached);
        while (open.TryDequeue(out var node))
        {
            foreach (var edge in _edges[node].Where(edge => reached.Add(edge.Target)))
                open.Enqueue(edge.Target);
        }
        return Restricted(reached.Contains);
    }

    /// <summary>The graph without these packages.</summary>
    public DependencyGraph Without(IReadOnlySet<PackageName> names) => Restricted(node => !names.Contains(node.Name));

    /// <summary>Where trees begin: distributions that nothing leads to, and of each cycle that nothing else leads into the first.</summary>
    public IReadOnlyList<InstalledDistribution> Roots()
    {
        // A package may name itself, to tie its extras together.
        var targets = _edges.SelectMany(static each => each.Value.Where(edge => edge.Target != each.Key)).Select(static edge => edge.Target).ToHashSet();
        List<InstalledDistribution> roots = [.. Nodes.Where(node => !targets.Contains(node))];
        var seen = ReachableFrom(roots).Nodes.ToHashSet();
        foreach (var node in Nodes)
        {
            if (seen.Contains(node))
                continue;
            roots.Add(node);
            seen.UnionWith(ReachableFrom([node]).Nodes);
        }
        return [.. roots.OrderBy(static node => node.Name).ThenBy(static node => node.Version)];
    }

    private static IEnumerable<Requirement> RequirementsOf(InstalledDistribution distribution, MarkerValues markers) =>
        distribution.Metadata?.RequirementsIn(markers)
        ?? throw new UserErrorException($"cannot read `{distribution.MetadataFile}`: {distribution.MetadataFault}") { IsUsage = true };

    private void Add(InstalledDistribution source, InstalledDistribution target, Requirement requirement)
    {
        var edges = _edges[source];
        int at = edges.FindIndex(edge => edge.Target == target);
        if (at >= 0)
            edges[at] = edges[at] with { Requirements = [.. edges[at].Requirements, requirement] };
        else
            edges.Add(new DependencyEdge(target, [requirement]));
        edges.Sort(static (left, right) => (left.Target.Name, left.Target.Version).CompareTo((right.Target.Name, right.Target.Version)));
    }

    private DependencyGraph Restricted(Func<InstalledDistribution, bool> stays)
    {
        var part = new DependencyGraph { Nodes = [.. Nodes.Where(stays)] };
        foreach (var node in part.Nodes)
            part._edges[node] = [.. _edges[node].Where(edge => stays(edge.Target))];
        return part;
    }
}
