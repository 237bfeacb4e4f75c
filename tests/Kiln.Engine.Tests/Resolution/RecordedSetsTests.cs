using Kiln.Engine.Resolution;
using Kiln.Engine.Tests.Support;
using Kiln.Resolving;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>Some requirement sets of the recorded index; <c>bench/Kiln.Resolving</c> compares them all.</summary>
public sealed class RecordedSetsTests
{
    private static readonly string[] Sample = ["flask", "extras", "boto", "pre", "old-django", "pins-conflict", "home", "sphinx"];

    // What stands in the way, by set and minor version of Python.
    private static readonly Dictionary<string, string[]> Conflicts = new()
    {
        ["airflow 12"] = ["apache-airflow==2.8.1 needs Python <3.12"],
        ["airflow 9"] = ["apache-airflow==2.8.1", "python-nvd3>=0.15.0 has no wheel"],
        ["home 12"] = ["homeassistant==2024.6.4", "fnvhash==0.1.0 has no wheel"],
        ["home 9"] = ["homeassistant==2024.6.4 needs Python >=3.12.0"],
        ["old-django 12"] = ["psycopg2-binary<2.9.6 has no wheel"],
        ["pins-conflict 12"] = ["flask==2.0.0 depends on jinja2>=3.0", "you require jinja2<3"],
        ["pins-conflict 9"] = ["flask==2.0.0 depends on jinja2>=3.0", "you require jinja2<3"],
        ["superset 12"] = ["apache-superset==3.1.0 has no wheel"],
        ["superset 9"] = ["apache-superset==3.1.0 has no wheel"],
    };

    [RecordedIndexFact]
    public void Impossible_sets_are_explained_in_few_lines_that_name_the_conflict()
    {
        using var source = new RecordedSource(RecordedIndex.Archive!);
        var impossible = RequirementSet.ReadAll(Path.GetDirectoryName(RecordedIndex.Archive)!).Where(set => set.Expected is null).ToList();

        Assert.Equal(Conflicts.Keys.Order(StringComparer.Ordinal), impossible.Select(set => $"{set.Name} {set.Minor}").Order(StringComparer.Ordinal));
        foreach (var set in impossible)
        {
            var conflict = new Resolver(source, set.Request).Solve([]).Conflict;
            Assert.True(conflict is not null, $"{set.Name} 3.{set.Minor} was solved");
            int lines = string.Join('\n', [conflict.ToString(), .. conflict.Hints]).Split('\n').Length;
            Assert.True(lines < SetResult.MostLines, $"{set.Name} 3.{set.Minor}:\n{conflict}");
            Assert.All(Conflicts[$"{set.Name} {set.Minor}"], part => Assert.Contains(part, conflict.ToString(), StringComparison.Ordinal));
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
