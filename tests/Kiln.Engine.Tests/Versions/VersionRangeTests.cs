using FsCheck;
using FsCheck.Fluent;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Versions;

public class VersionRangeTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Theory]
    [InlineData(">=1.0,<2", ">=1.0,<2")]
    [InlineData("==1.2.*", "==1.2.*")]
    [InlineData("==1.2", "==1.2")]
    [InlineData("==1.2+x", "==1.2+x")]
    [InlineData("!=1.2", "<1.2 | >1.2")]
    [InlineData("<=1.2", "<=1.2")]
    [InlineData(">1.2", ">1.2")]
    [InlineData("<1.2", "<1.2")]
    [InlineData(">=1,<1", "∅")]
    [InlineData("", "*")]
    [InlineData(">=0.dev0", "*")]
    [InlineData("~=1.4.2", ">=1.4.2,<1.5")]
    public void Ranges_read_like_specifiers(string specifiers, string expected) =>
        Assert.Equal(expected, VersionSpecifiers.Parse(specifiers).Range.ToString());

    [Fact]
    public void Ranges_of_the_same_versions_are_equal()
    {
        Assert.Equal(Range(">1.0.post1"), Range(">=1.0.post2.dev0"));
        Assert.Equal(Range("<=1.0a1"), Range("<1.0a1.post0.dev0"));
        Assert.Equal(Range("==1.2.*").Union(Range("==1.3.*")), Range(">=1.2.dev0,<1.4"));
        Assert.Equal(Range("<1").Union(Range(">=1.dev0")), VersionRange.Full);
        Assert.True(Range(">1.0a1").Intersect(Range("<1.0a2.dev0")).IsEmpty);
        Assert.NotEqual(Range("==1.0"), VersionRange.Exactly(PyVersion.Parse("1.0")));
    }

    [Fact]
    public void Operations_agree_with_the_versions_in_the_sets() =>
        Prop.ForAll(VersionText.Ranges, VersionText.Ranges, VersionText.Versions, (a, b, version) =>
        {
            bool inA = a.Contains(version), inB = b.Contains(version);
            return a.Complement().Contains(version) == !inA
                && a.Intersect(b).Contains(version) == (inA && inB)
                && a.Union(b).Contains(version) == (inA || inB)
                && a.Except(b).Contains(version) == (inA && !inB)
                && !(inA && inB && a.IsDisjointFrom(b))
                && !(inA && !inB && a.IsSubsetOf(b))
                && VersionRange.Exactly(version).IsSubsetOf(a) == inA;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void The_laws_of_sets_hold_for_the_values_themselves() =>
        Prop.ForAll(VersionText.Ranges, VersionText.Ranges, VersionText.Ranges, (a, b, c) =>
            a.Complement().Complement().Equals(a)
            && a.Intersect(b).Equals(b.Intersect(a))
            && a.Union(b).Equals(a.Complement().Intersect(b.Complement()).Complement())
            && a.Intersect(b.Union(c)).Equals(a.Intersect(b).Union(a.Intersect(c)))
            && a.Union(b).GetHashCode() == b.Union(a).GetHashCode()
            && a.Intersect(a.Complement()).IsEmpty
            && a.Union(a.Complement()).IsFull).Check(Thorough);

    [Fact]
    public void Subset_and_disjointness_agree_with_the_intersection() =>
        Prop.ForAll(VersionText.Ranges, VersionText.Ranges, (a, b) =>
            a.IsSubsetOf(b) == a.Intersect(b).Equals(a)
            && a.IsDisjointFrom(b) == a.Intersect(b).IsEmpty
            && a.Intersect(b).IsSubsetOf(a)
            && a.Except(b).IsDisjointFrom(b)).Check(Thorough);

    [Fact]
    public void A_range_that_is_not_empty_holds_a_version_next_to_one_of_its_ends()
    {
        string[] suffixes = ["", ".dev0", "+0", "+0a", ".post0.dev0", ".post0", ".0.0.1", ".0.0.1.dev0", "a0.dev0", "a0"];
        Prop.ForAll(VersionText.Ranges, range =>
        {
            if (range.IsEmpty)
                return true;
            var ends = range.ToString().Split([',', '|', '<', '>', '=', '*', ' '], StringSplitOptions.RemoveEmptyEntries).Append("0");
            return Near(ends, suffixes).Any(range.Contains);
        }).Check(Thorough);
    }

    private static IEnumerable<PyVersion> Near(IEnumerable<string> ends, string[] suffixes)
    {
        foreach (string end in ends)
        {
            foreach (string suffix in suffixes)
            {
                if (PyVersion.TryParse(end.TrimEnd('.') + suffix, out var version, out _))
                    yield return version;
            }
        }
    }

    private static VersionRange Range(string specifiers) => VersionSpecifiers.Parse(specifiers).Range;
}
