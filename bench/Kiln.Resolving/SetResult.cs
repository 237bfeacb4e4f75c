using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Resolving;

/// <summary>What Kiln made of a set, beside uv's answer.</summary>
public sealed class SetResult
{
    /// <summary>The most lines that an explanation may have, hints among them.</summary>
    public const int MostLines = 12;

    private readonly Dictionary<PackageName, PyVersion> _chosen;
    private readonly Dictionary<PackageName, PyVersion> _expected;

    /// <summary>Compares.</summary>
    public SetResult(RequirementSet set, Solution solution)
    {
        (Set, Solution) = (set, solution);
        _chosen = solution.Candidates.ToDictionary(candidate => candidate.FileName.Name, candidate => candidate.FileName.Version);
        _expected = (set.Expected ?? []).Select(Requirement.Parse).ToDictionary(pin => pin.Name, pin => pin.Specifiers.Clauses[0].Version!);
    }

    /// <summary>The set.</summary>
    public RequirementSet Set { get; }

    /// <summary>What Kiln made of it.</summary>
    public Solution Solution { get; }

    /// <summary>True for exactly uv's answer.</summary>
    public bool IsSame => Solution.Conflict is null == Set.Expected is not null && Differences.Count == 0;

    /// <summary>Where the answers differ: "name ours theirs".</summary>
    public IReadOnlyList<string> Differences =>
    [
        .. from name in _chosen.Keys.Union(_expected.Keys)
           let ours = _chosen.GetValueOrDefault(name)
           let theirs = _expected.GetValueOrDefault(name)
           where ours != theirs
           orderby name
           select $"{name} {ours?.ToString() ?? "-"} (uv {theirs?.ToString() ?? "-"})",
    ];

    /// <summary>True if the answer is as good as uv's: the same where that is beyond doubt, else none of what the set names is older unless another is newer.</summary>
    public bool IsGood
    {
        get
        {
            if (Solution.Conflict is { } conflict)
                return Set.Expected is null && conflict.Lines.Count + conflict.Hints.Count < MostLines;
            if (Set.Expected is null || (Set.IsAgreed && !IsSame))
                return false;
            var named = Set.Request.Requirements.Select(requirement => requirement.Name).Where(name => _chosen.ContainsKey(name) && _expected.ContainsKey(name)).ToList();
            return named.TrueForAll(name => _chosen[name] >= _expected[name]) || named.Exists(name => _chosen[name] > _expected[name]);
        }
    }
}
