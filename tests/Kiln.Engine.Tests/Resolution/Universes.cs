using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>A small random universe of projects, and the plainest way to find out whether requirements can hold in it: try everything.</summary>
internal sealed class Universes
{
    private const int MostProjects = 5;
    private const int MostVersions = 4;

    private readonly Random _random;
    private readonly Dictionary<(PackageName, PyVersion), Requirement[]> _needs = [];
    private readonly int _projects;

    /// <summary>The universe of a seed.</summary>
    public Universes(int seed)
    {
        _random = new Random(seed);
        _projects = _random.Next(2, MostProjects + 1);
        for (int project = 0; project < _projects; project++)
        {
            for (int version = 1; version <= _random.Next(1, MostVersions + 1); version++)
                Add($"p{project}", $"{version}.0", RandomRequirements(2, withExtras: true));
        }
        Asked = [.. RandomRequirements(3, withExtras: false).DefaultIfEmpty("p0").Select(Requirement.Parse)];
        Constraints = _random.Next(3) == 0 ? [Requirement.Parse(RandomRequirement())] : [];
    }

    /// <summary>The universe as a source.</summary>
    public MemorySource Source { get; } = new();

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<Requirement> Asked { get; }

    /// <summary>What narrows it.</summary>
    public IReadOnlyList<Requirement> Constraints { get; }

    /// <summary>All sets of versions in which all requirements hold: every choice of a version, or of none, for each project.</summary>
    public IEnumerable<Dictionary<PackageName, PyVersion>> Solutions()
    {
        var names = Enumerable.Range(0, _projects).Select(number => PackageName.Parse($"p{number}")).ToList();
        return Assignments(names, 0, []).Where(IsValid);
    }

    /// <summary>True if all requirements hold among these versions.</summary>
    public bool IsValid(Dictionary<PackageName, PyVersion> chosen)
    {
        var wanted = new HashSet<(PackageName, ExtraName?)>();
        return Asked.All(requirement => Holds(requirement, chosen, wanted))
            && Constraints.All(constraint => !chosen.TryGetValue(constraint.Name, out var version) || constraint.Specifiers.Contains(version));
    }

    /// <summary>True if each of these versions is required by something among them.</summary>
    public bool IsNeeded(Dictionary<PackageName, PyVersion> chosen)
    {
        var wanted = new HashSet<(PackageName, ExtraName?)>();
        _ = Asked.All(requirement => Holds(requirement, chosen, wanted));
        return chosen.Keys.All(name => wanted.Contains((name, null)));
    }

    private bool Holds(Requirement requirement, Dictionary<PackageName, PyVersion> chosen, HashSet<(PackageName, ExtraName?)> wanted)
    {
        if (!chosen.TryGetValue(requirement.Name, out var version) || !requirement.Specifiers.Contains(version))
            return false;
        foreach (var extra in (ExtraName?[])[null, .. requirement.Extras])
        {
            if (!wanted.Add((requirement.Name, extra)))
                continue;
            bool holds = _needs[(requirement.Name, version)].Where(need => need.Applies(Requests.Markers, extra is null ? [] : [extra]))
                .All(need => Holds(need, chosen, wanted));
            if (!holds)
                return false;
        }
        return true;
    }

    private IEnumerable<Dictionary<PackageName, PyVersion>> Assignments(List<PackageName> names, int index, Dictionary<PackageName, PyVersion> chosen)
    {
        if (index == names.Count)
            return [new Dictionary<PackageName, PyVersion>(chosen)];
        var without = Assignments(names, index + 1, chosen);
        var with = Source.VersionsOf(names[index])
            .SelectMany(known => Assignments(names, index + 1, new Dictionary<PackageName, PyVersion>(chosen) { [names[index]] = known.Version }));
        return with.Concat(without);
    }

    private void Add(string name, string version, string[] requires)
    {
        Source.Add(name, version, requires);
        _needs[(PackageName.Parse(name), PyVersion.Parse(version))] = [.. requires.Select(Requirement.Parse)];
    }

    private string[] RandomRequirements(int most, bool withExtras) =>
    [
        .. Enumerable.Range(0, _random.Next(0, most + 1)).Select(_ => RandomRequirement() + (withExtras && _random.Next(4) == 0 ? " ; extra == \"x\"" : "")),
    ];

    private string RandomRequirement()
    {
        string extra = _random.Next(5) == 0 ? "[x]" : "";
        string comparison = _random.Next(6) switch { 0 => "==", 1 => "!=", 2 => ">=", 3 => "<", 4 => "<=", _ => "" };
        return $"p{_random.Next(_projects)}{extra}{(comparison.Length == 0 ? "" : $"{comparison}{_random.Next(1, MostVersions + 1)}.0")}";
    }
}
