using Kiln.Engine.Resolution;
using Kiln.Engine.Tests.Support;
using Kiln.Resolving;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>Some requirement sets of the recorded index; <c>bench/Kiln.Resolving</c> compares them all.</summary>
public sealed class RecordedSetsTests
{
    private static readonly string[] Sample = ["flask", "extras", "boto", "pre", "old-django", "pins-conflict", "home", "sphinx"];

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
