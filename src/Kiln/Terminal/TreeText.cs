using Kiln.Engine.Environments;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Terminal;

/// <summary>A graph of packages as trees of text, line for line uv's: a tree that was shown already is marked and not shown again.</summary>
/// <param name="graph">The packages.</param>
/// <param name="depth">Levels below the roots.</param>
/// <param name="showsAgain">Show trees again; cycles end all the same.</param>
/// <param name="specifiers">Whether versions are told, and whose.</param>
internal sealed class TreeText(DependencyGraph graph, int depth, bool showsAgain, SpecifierPlace? specifiers)
{
    private const string ShownMark = " (*)";

    private readonly HashSet<PackageName> _shown = [];
    private readonly Stack<PackageName> _path = new();
    private readonly List<string> _lines = [];

    /// <summary>The newest versions of packages that are older; null where they are not told.</summary>
    public IReadOnlyDictionary<PackageName, NewestVersion>? Newest { get; init; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines()
    {
        foreach (var root in graph.Roots())
            Add(root, note: "", first: "", rest: "");
        if (_lines.Exists(static line => line.EndsWith(ShownMark, StringComparison.Ordinal)))
            _lines.Add(showsAgain ? "(*) Package tree is a cycle and cannot be shown" : "(*) Package tree already displayed");
        return _lines;
    }

    private void Add(InstalledDistribution package, string note, string first, string rest)
    {
        string latest = Newest?.GetValueOrDefault(package.Name) is { } newest ? $" (latest: v{newest.Version})" : "";
        string line = $"{first}{package.Name} v{package.Version}{note}{latest}";
        var edges = graph.From(package);
        if (_shown.Contains(package.Name) && (!showsAgain || _path.Contains(package.Name)))
        {
            _lines.Add(edges.Count == 0 ? line : line + ShownMark);
            return;
        }
        _lines.Add(line);
        _shown.Add(package.Name);
        _path.Push(package.Name);
        for (int i = 0; i < edges.Count && _path.Count <= depth; i++)
        {
            bool isLast = i == edges.Count - 1;
            Add(edges[i].Target, Note(edges[i], package), rest + (isLast ? "└── " : "├── "), rest + (isLast ? "    " : "│   "));
        }
        _path.Pop();
    }

    private string Note(DependencyEdge edge, InstalledDistribution parent) => specifiers switch
    {
        SpecifierPlace.OfChild => $" [required: {edge.Constraint}]",
        SpecifierPlace.OfParent => $" [requires: {parent.Name} {edge.Constraint}]",
        _ => "",
    };
}
