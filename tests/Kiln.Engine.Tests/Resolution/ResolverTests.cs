using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>The rules of choosing, one universe each.</summary>
public sealed class ResolverTests
{
    [Fact]
    public void The_newest_versions_that_fit_are_chosen()
    {
        var source = new MemorySource().Add("a", "1.0").Add("a", "2.0", "b<2").Add("b", "1.0").Add("b", "2.0");

        Assert.Equal("a==2.0 b==1.0", Requests.Solve(source, Requests.For("a", "b")));
    }

    [Fact]
    public void An_extra_brings_its_requirements_and_only_where_it_is_wanted()
    {
        var source = new MemorySource().Add("a", "1.0", "b ; extra == 'x'", "c[y] ; extra == 'z'").Add("b", "1.0").Add("c", "1.0", "d ; extra == 'y'").Add("d", "1.0");

        Assert.Equal("a==1.0", Requests.Solve(source, Requests.For("a")));
        Assert.Equal("a==1.0 b==1.0", Requests.Solve(source, Requests.For("a[x]")));
        Assert.Equal("a==1.0 c==1.0 d==1.0", Requests.Solve(source, Requests.For("a[z]")));
    }

    [Fact]
    public void An_extra_may_name_other_extras_of_its_project()
    {
        var source = new MemorySource().Add("a", "1.0", "a[x] ; extra == 'all'", "b ; extra == 'x'").Add("b", "1.0");

        Assert.Equal("a==1.0 b==1.0", Requests.Solve(source, Requests.For("a[all]")));
    }

    [Fact]
    public void A_conflict_behind_an_extra_takes_an_older_version()
    {
        var source = new MemorySource().Add("a", "2.0", "b>=2 ; extra == 'x'").Add("a", "1.0", "b ; extra == 'x'").Add("b", "1.0").Add("b", "2.0");

        Assert.Equal("a==1.0 b==1.0", Requests.Solve(source, Requests.For("a[x]", "b<2")));
    }

    [Fact]
    public void Constraints_narrow_and_ask_for_nothing()
    {
        var source = new MemorySource().Add("a", "1.0", "b").Add("b", "1.0").Add("b", "2.0").Add("c", "1.0");

        Assert.Equal("a==1.0 b==1.0", Requests.Solve(source, Requests.For("a") with { Constraints = [Requirement.Parse("b<2"), Requirement.Parse("c==1")] }));
    }

    [Fact]
    public void Overrides_stand_for_all_other_requirements_of_their_name()
    {
        var source = new MemorySource().Add("a", "1.0", "b<2", "c ; sys_platform == 'win32'", "d ; extra == 'x'").Add("b", "1.0").Add("b", "2.0").Add("c", "1.0").Add("d", "1.0");
        var request = Requests.For("a") with { Overrides = [Requirement.Parse("b>=2"), Requirement.Parse("c"), Requirement.Parse("d")] };

        Assert.Equal("a==1.0 b==2.0 c==1.0", Requests.Solve(source, request));
    }

    [Fact]
    public void What_is_excluded_is_never_chosen()
    {
        var source = new MemorySource().Add("a", "1.0", "b>5").Add("b", "1.0");

        Assert.Equal("a==1.0", Requests.Solve(source, Requests.For("a") with { Excludes = new HashSet<PackageName> { PackageName.Parse("b") } }));
    }

    [Theory]
    [InlineData(ResolutionStrategy.Highest, "a==2.0 b==2.0")]
    [InlineData(ResolutionStrategy.Lowest, "a==1.0 b==1.0")]
    [InlineData(ResolutionStrategy.LowestDirect, "a==1.0 b==2.0")]
    public void The_strategy_says_which_end_is_tried_first(ResolutionStrategy strategy, string expected)
    {
        var source = new MemorySource().Add("a", "1.0", "b").Add("a", "2.0", "b").Add("b", "1.0").Add("b", "2.0");

        Assert.Equal(expected, Requests.Solve(source, Requests.For("a") with { Strategy = strategy }));
    }

    [Theory]
    [InlineData("a", PreReleaseMode.IfNecessaryOrExplicit, "a==1.0")]
    [InlineData("a>=2.0rc1", PreReleaseMode.IfNecessaryOrExplicit, "a==2.0rc1")]
    [InlineData("a", PreReleaseMode.Allow, "a==2.0rc1")]
    [InlineData("only", PreReleaseMode.IfNecessaryOrExplicit, "only==1.0b1")]
    [InlineData("only", PreReleaseMode.IfNecessary, "only==1.0b1")]
    [InlineData("only==1.0b1", PreReleaseMode.Explicit, "only==1.0b1")]
    public void Pre_releases_are_taken_as_the_mode_has_it(string requirement, PreReleaseMode mode, string expected)
    {
        var source = new MemorySource().Add("a", "1.0").Add("a", "2.0rc1").Add("only", "1.0b1");

        Assert.Equal(expected, Requests.Solve(source, Requests.For(requirement) with { PreReleases = mode }));
    }

    [Fact]
    public void A_project_may_have_its_own_mode_for_pre_releases()
    {
        var source = new MemorySource().Add("a", "1.0").Add("a", "2.0rc1").Add("b", "1.0").Add("b", "2.0rc1");
        var request = Requests.For("a", "b") with { PreReleasesOf = new Dictionary<PackageName, PreReleaseMode> { [PackageName.Parse("b")] = PreReleaseMode.Allow } };

        Assert.Equal("a==1.0 b==2.0rc1", Requests.Solve(source, request));
    }

    [Theory]
    [InlineData("a", "a==1.0")]
    [InlineData("a>1", "a==1.5")]
    [InlineData("a==2.0", "a==2.0")]
    public void What_was_yanked_is_taken_only_where_it_is_pinned(string requirement, string expected)
    {
        var source = new MemorySource().Add("a", "1.0").AddWheel("a-1.5-py3-none-any.whl", []).AddWheel("a-2.0-py3-none-any.whl", [], wheel => wheel with { Yanked = "broken" });
        if (requirement == "a")
            source = new MemorySource().Add("a", "1.0").AddWheel("a-2.0-py3-none-any.whl", [], wheel => wheel with { Yanked = "" });

        Assert.Equal(expected, Requests.Solve(source, Requests.For(requirement)));
    }

    [Theory]
    [InlineData("a==1.0", "a==1.0+cpu")]
    [InlineData("a===1.0", "a==1.0")]
    [InlineData("a==1.0+cpu", "a==1.0+cpu")]
    [InlineData("a<=1.0", "a==1.0+cpu")]
    public void Local_versions_count_as_their_public_version_where_none_is_named(string requirement, string expected)
    {
        var source = new MemorySource().Add("a", "1.0").Add("a", "1.0+cpu");

        Assert.Equal(expected, Requests.Solve(source, Requests.For(requirement)));
    }

    [Fact]
    public void What_was_uploaded_later_does_not_count()
    {
        var day = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var source = new MemorySource()
            .AddWheel("a-1.0-py3-none-any.whl", [], wheel => wheel with { UploadTime = day.AddDays(-1) })
            .AddWheel("a-2.0-py3-none-any.whl", [], wheel => wheel with { UploadTime = day.AddDays(1) })
            .Add("a", "3.0");

        Assert.Equal("a==1.0", Requests.Solve(source, Requests.For("a") with { Uploads = UploadLimits.None with { Last = day } }));
        var own = new Dictionary<PackageName, DateTimeOffset?> { [PackageName.Parse("a")] = null };
        Assert.Equal("a==3.0", Requests.Solve(source, Requests.For("a") with { Uploads = new UploadLimits(day, own) }));
    }

    [Theory]
    [InlineData(">=3.13", "a==1.0")]
    [InlineData(">=3.12", "a==2.0")]
    public void A_version_for_another_Python_is_passed_over(string pythons, string expected)
    {
        var source = new MemorySource().Add("a", "1.0").AddWheel("a-2.0-py3-none-any.whl", [], requiresPython: pythons);

        Assert.Equal(expected, Requests.Solve(source, Requests.For("a")));
    }

    [Fact]
    public void Only_the_user_names_urls()
    {
        var source = new MemorySource().Add("a", "2.0", "b @ https://example.org/b-1.0-py3-none-any.whl").Add("a", "1.0").Add("b", "1.0");

        Assert.Equal("a==1.0", Requests.Solve(source, Requests.For("a")));
    }

    [Fact]
    public void Without_dependencies_only_what_is_named_is_chosen()
    {
        var source = new MemorySource().Add("a", "1.0", "b");

        Assert.Equal("a==1.0", Requests.Solve(source, Requests.For("a") with { WithDependencies = false }));
    }
}
