using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>The resolver against trying everything, in thousands of small random universes.</summary>
public sealed class ResolverOracleTests
{
    private const int Seeds = 4000;

    [Fact]
    public void A_solution_is_found_exactly_if_there_is_one_and_it_is_valid()
    {
        var wrong = Enumerable.Range(0, Seeds).Where(seed => !IsRight(new Universes(seed)));

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_answer_is_the_same_on_every_run()
    {
        var wrong = Enumerable.Range(0, Seeds / 4).Where(seed => Requests.Solve(new Universes(seed).Source, RequestOf(new Universes(seed)))
            != Requests.Solve(new Universes(seed).Source, RequestOf(new Universes(seed))));

        Assert.Empty(wrong);
    }

    [Fact]
    public void What_was_chosen_before_stays_where_it_does()
    {
        var wrong = Enumerable.Range(0, Seeds).Where(seed => !KeepsPreferences(new Universes(seed)));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Explanations_are_short_and_begin_with_a_reason()
    {
        var conflicts = Enumerable.Range(0, Seeds).Select(seed => new Universes(seed))
            .Select(universe => new Resolver(universe.Source, RequestOf(universe)).Solve([]).Conflict).OfType<NoSolutionText>().ToList();

        Assert.NotEmpty(conflicts);
        Assert.All(conflicts, conflict => Assert.InRange(conflict.Lines.Count + conflict.Hints.Count, 1, 11));
        Assert.All(conflicts, conflict => Assert.Contains("unsatisfiable", conflict.ToString()));
    }

    private static bool IsRight(Universes universe)
    {
        var solution = new Resolver(universe.Source, RequestOf(universe)).Solve([]);
        if (solution.Conflict is not null)
            return !universe.Solutions().Any();
        var chosen = Chosen(solution);
        return universe.IsValid(chosen) && universe.IsNeeded(chosen);
    }

    /// <summary>Any valid set that is preferred as a whole is the answer.</summary>
    private static bool KeepsPreferences(Universes universe)
    {
        var preferred = universe.Solutions().Where(universe.IsNeeded).LastOrDefault();
        if (preferred is null)
            return true;
        var solution = new Resolver(universe.Source, RequestOf(universe) with { Preferences = preferred }).Solve([]);
        return Chosen(solution) is var chosen && chosen.Count == preferred.Count && chosen.All(each => preferred.GetValueOrDefault(each.Key) == each.Value);
    }

    private static Dictionary<PackageName, PyVersion> Chosen(Solution solution) =>
        solution.Candidates.ToDictionary(candidate => candidate.FileName.Name, candidate => candidate.FileName.Version);

    private static ResolutionRequest RequestOf(Universes universe) => Requests.For() with { Requirements = universe.Asked, Constraints = universe.Constraints };
}
