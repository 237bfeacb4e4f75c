using Kiln.Engine.Resolution;
using Kiln.Engine.Tests.Support;
using Kiln.Resolving;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>Some requirement sets of the recorded index; <c>bench/Kiln.Resolving</c> compares them all.</summary>
public sealed class RecordedSetsTests
{
    private static readonly string[] Sample = ["flask", "extras", "boto", "pre", "old-django", "pins-conflict", "home", "sphinx"];

    // What stands in the way, as uv tells it too.
    private static readonly Dictionary<string, string[]> Conflicts = new()
    {
        ["airflow"] = ["apache-airflow", "python-nvd3"],
        ["home"] = ["homeassistant", "fnvhash"],
        ["old-django"] = ["psycopg2-binary"],
        ["pins-conflict"] = ["flask", "jinja2"],
        ["superset"] = ["apache-superset"],
    };

    [RecordedIndexFact]
    public void Impossible_sets_are_explained_in_few_lines_that_name_the_conflict()
    {
        using var source = new RecordedSource(RecordedIndex.Archive!);
        var impossible = RequirementSet.ReadAll(Path.GetDirectoryName(RecordedIndex.Archive)!).Where(set => set.Expected is null).ToList();

        Assert.Equal(Conflicts.Keys.Order(), impossible.Select(set => set.Name).Distinct().Order());
        foreach (var set in impossible)
        {
            var conflict = new Resolver(source, set.Request).Solve([]).Conflict;
            Assert.True(conflict is not null, $"{set.Name} 3.{set.Minor} was solved");
            int lines = string.Join('\n', [conflict.ToString(), .. conflict.Hints]).Split('\n').Length;
            Assert.True(lines < SetResult.MostLines, $"{set.Name} 3.{set.Minor}:\n{conflict}");
            Assert.All(Conflicts[set.Name], name => Assert.Contains(name, conflict.ToString(), StringComparison.Ordinal));
        }
    }

    [RecordedIndexFact]
    public void Sets_are_resolved_as_well_as_by_uv()
    {
        using var source = new RecordedSource(RecordedIndex.Archive!);
        var results = RequirementSet.ReadAll(Path.GetDirectoryName(RecordedIndex.Archive)!).Where(set => Sample.Contains(set.Name))
            .Select(set => new SetResult(set, new Resolver(source, set.Request).Solve([]))).ToList();

        Assert.Equal(2 * Sample.Length, results.Count);
        Assert.All(results, result => Assert.True(result.IsGood, $"{result.Set.Name} 3.{result.Set.Minor}: {string.Join(", ", result.Differences)}\n{result.Solution.Conflict}"));
    }
}
