using Kiln.Engine.Environments;
using Kiln.Engine.Requirements;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Shows which package needs which: <c>kiln pip tree</c>.</summary>
internal static class ShowTree
{
    /// <summary>Prints the trees; returns the exit code.</summary>
    public static int Run(ShowTreeOptions options, Output output, CancellationToken cancellation)
    {
        var environment = InspectedEnvironment.Open(options, output);
        var graph = DependencyGraph.Of(environment.Distributions, environment.Markers, options.Invert)
            .Without(options.Prune.Select(PackageName.Parse).ToHashSet());
        if (options.Packages.Count > 0)
        {
            var chosen = options.Packages.Select(PackageName.Parse).ToHashSet();
            graph = graph.ReachableFrom(graph.Nodes.Where(node => chosen.Contains(node.Name)));
        }
        var text = new TreeText(graph, options.Depth, options.NoDedupe, options.ShowSpecifiers ? options.Invert ? SpecifierPlace.OfParent : SpecifierPlace.OfChild : null)
        {
            Newest = options.Outdated is { } query ? new OutdatedPackages(query, options.Global, output, cancellation).Find(environment) : null,
        };
        foreach (string line in text.Lines())
            output.WriteData(line);
        environment.WarnIf(options.Strict, output);
        return 0;
    }
}
