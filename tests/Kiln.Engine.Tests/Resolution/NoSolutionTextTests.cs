using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>What a user reads where there is no solution.</summary>
public sealed class NoSolutionTextTests
{
    [Fact]
    public void Who_requires_what_is_told_step_by_step()
    {
        var source = new MemorySource().Add("a", "1.0", "b<2").Add("a", "2.0", "b<2").Add("b", "1.0").Add("b", "2.0").Add("c", "1.0", "b>=2").Add("c", "2.0", "b>=2");

        Assert.Equal(
            """
            Because c depends on b>=2 and a depends on b<2, we can conclude that c and a are incompatible.
            And because you require a and c, we can conclude that your requirements are unsatisfiable.
            """.ReplaceLineEndings("\n"),
            Requests.Solve(source, Requests.For("a", "c")));
    }

    [Fact]
    public void A_missing_version_is_told_as_one()
    {
        var source = new MemorySource().Add("a", "1.0");

        Assert.Equal(
            "Because there is no version of a>=2 and you require a>=2, we can conclude that your requirements are unsatisfiable.",
            Requests.Solve(source, Requests.For("a>=2")));
    }

    [Fact]
    public void A_version_with_sources_only_is_told_with_a_way_out()
    {
        string text = Requests.Solve(new MemorySource().AddSources("a", "1.0"), Requests.For("a"));

        Assert.Contains("a has no wheel, only sources", text);
        Assert.Contains("hint: `a` 1.0 has only sources", text);
    }

    [Fact]
    public void Wheels_for_another_system_are_told_with_their_tags()
    {
        var source = new MemorySource().AddWheel("a-1.0-cp312-cp312-win_amd64.whl", []);
        var tags = new CompatibilityTags(new PlatformTagSource { Implementation = "cpython", Major = 3, Minor = 12, Platform = "linux-x86_64", Machine = "x86_64" });

        Assert.Contains("hint: the wheels of `a` 1.0 are for `cp312-cp312-win_amd64`", Requests.Solve(source, Requests.For("a") with { Tags = tags }));
    }

    [Fact]
    public void A_pre_release_that_would_do_is_named()
    {
        var source = new MemorySource().Add("a", "1.0").Add("a", "2.0rc1");

        Assert.Contains("hint: there are pre-releases of `a`, 2.0rc1 among them", Requests.Solve(source, Requests.For("a>1.0") with { PreReleases = PreReleaseMode.Disallow }));
    }

    [Fact]
    public void What_was_yanked_is_told_with_the_reason()
    {
        var source = new MemorySource().AddWheel("a-1.0-py3-none-any.whl", [], file => file with { Yanked = "broken" });

        Assert.Contains("a was yanked (broken)", Requests.Solve(source, Requests.For("a")));
    }

    [Fact]
    public void A_conflict_among_many_versions_fits_on_a_screen()
    {
        var source = new MemorySource().Add("goal", "1.0");
        for (int version = 1; version <= 60; version++)
        {
            source.Add("left", $"{version}.0", $"middle=={version}.0").Add("right", $"{version}.0", $"middle=={version + 100}.0")
                .Add("middle", $"{version}.0").Add("middle", $"{version + 100}.0");
        }

        string text = Requests.Solve(source, Requests.For("left", "right", "goal"));

        Assert.InRange(text.Split('\n').Length, 2, 11);
        Assert.Contains("you require left", text);
        Assert.Contains("you require right", text);
        Assert.DoesNotContain("goal", text);
    }
}
