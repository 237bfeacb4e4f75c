using Kiln.Engine.Tests.Support;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Versions;

public class VersionSpecifiersTests
{
    // PEP 440, "Version specifiers": what each operator admits and what not.
    [Theory]
    [InlineData("~=2.2", "2.2 2.3 2.99.1", "2.1 3.0 3.0.dev1")]
    [InlineData("~=1.4.5", "1.4.5 1.4.9.post1", "1.4.4 1.5 1.5a1")]
    [InlineData("~=2.2.post3", "2.2.post3 2.3", "2.2 2.2.post2 3.0")]
    [InlineData("~=1.4.5a4", "1.4.5a4 1.4.5 1.4.6", "1.4.5a3 1.5")]
    [InlineData("~=2.2.0", "2.2.0 2.2.7", "2.3")]
    [InlineData("==1.1", "1.1 1.1.0 1.1+local", "1.1.post1 1.1a1 1.1.dev1 1.1.1")]
    [InlineData("==1.1.post1", "1.1.post1 1.1.post1+x", "1.1 1.1.post2")]
    [InlineData("==1.1.*", "1.1 1.1.post1 1.1a1 1.1.dev0 1.1.5+x", "1.2 1.2.dev0 1.0.9 1.10")]
    [InlineData("==1!1.*", "1!1.0", "1.0 1!2.0.dev0")]
    [InlineData("==1.1+l.1", "1.1+l.1 1.1+L-01", "1.1 1.1+l.2")]
    [InlineData("!=1.1", "1.1.post1 1.0 1.1a1", "1.1 1.1.0 1.1+local")]
    [InlineData("!=1.1+x", "1.1 1.1+y", "1.1+x")]
    [InlineData("!=1.1.*", "1.0 1.2", "1.1 1.1.post1 1.1.7")]
    [InlineData("<=1.7", "1.7 1.7+x 1.6 1.7.dev1", "1.7.post1 1.7.1")]
    [InlineData(">=1.7", "1.7 1.7+x 1.7.post1 2", "1.7rc1 1.6.9")]
    [InlineData(">1.7", "1.7.1 1.8.dev0 1.7.0.1", "1.7.0.post1 1.7 1.7+x 1.7.post1+x 1.7a1")]
    [InlineData(">1.7.post2", "1.7.1 1.7.0.post3 1.7.post3.dev1", "1.7.0 1.7.post2 1.7.post2+x 1.7.post1")]
    [InlineData(">1.7rc1", "1.7 1.7rc2 1.7.post1", "1.7rc1.post1 1.7rc1")]
    [InlineData(">1.7.dev2", "1.7.dev3 1.7a1 1.7", "1.7.dev2 1.7.dev2+x")]
    [InlineData("<3.1", "3.0.post1 3.0 3.0.9rc1", "3.1.dev0 3.1a1 3.1rc9 3.1 3.1+x")]
    [InlineData("<3.1rc1", "3.1b1 3.1rc1.dev1 3.1.dev0", "3.1rc1 3.1")]
    [InlineData("<3.1.post2", "3.1 3.1.post1", "3.1.post2.dev1 3.1.post2")]
    [InlineData("<0", "", "0.dev0 0")]
    [InlineData("===1.0", "1.0", "1.0.0 1.0+x 1")]
    [InlineData("===1.0+Dirty", "1.0+dirty", "1.0")]
    [InlineData("~= 1.0, >= 1.1, != 1.3.4.*, < 2.0", "1.1 1.3.3", "1.0 1.3.4 1.3.4.1 2.0")]
    [InlineData("", "0 1 1a1 1+x", "")]
    [InlineData(">=3.6,", "3.6", "3.5")]
    public void Specifiers_admit_what_the_standard_says(string specifiers, string admitted, string refused)
    {
        var parsed = VersionSpecifiers.Parse(specifiers);
        Assert.All(Versions(admitted), version => Assert.True(parsed.Contains(version), $"{specifiers} must admit {version}"));
        Assert.All(Versions(refused), version => Assert.False(parsed.Contains(version), $"{specifiers} must refuse {version}"));
    }

    [Theory]
    [InlineData("=1.0", "expected a comparison (`==`, `!=`, `>=`, `<=`, `>`, `<`, `~=`, `===`), found `=`", "^")]
    [InlineData("1.0", "expected a comparison, `,` or the end, found `1`", "^")]
    [InlineData(">=1.0 <2", "expected a comparison, `,` or the end, found `<`", "      ^")]
    [InlineData("~=1", "`~=` needs at least two release numbers, as in `~=1.0`", "~~~^")]
    [InlineData(">=1.0,<2.*", "`.*` goes with `==` and `!=` only, not with `<`", "      ~~~~^")]
    [InlineData("==1.0a1.*", "`.*` goes behind a release only: no pre-release, post-release, development or local part", "~~~~~~~~~^")]
    [InlineData(">=1.0+x", "a local version (`+x`) goes with `==` and `!=` only, not with `>=`", "~~~~~~~^")]
    [InlineData(">= ", "expected a number in the version, found the end", "   ^")]
    public void Faults_point_at_the_column(string text, string message, string marks)
    {
        Assert.False(VersionSpecifiers.TryParse(text, out _, out var fault));
        Assert.Equal(message, fault.Message);
        Assert.Equal($"{text}\n{marks}", fault.Excerpt);
    }

    [Theory]
    [InlineData(">=1.0", PreReleaseMode.IfNecessaryOrExplicit, "1.0 1.1")]
    [InlineData(">1.1", PreReleaseMode.IfNecessaryOrExplicit, "1.2rc1.post1 2.0a1")]
    [InlineData(">=1.1rc1", PreReleaseMode.IfNecessaryOrExplicit, "1.1 1.2rc1.post1 2.0a1")]
    [InlineData("!=2.0a1", PreReleaseMode.IfNecessaryOrExplicit, "1.0 1.1")]
    [InlineData(">=1.1rc1", PreReleaseMode.IfNecessary, "1.1")]
    [InlineData(">1.1", PreReleaseMode.IfNecessary, "1.2rc1.post1 2.0a1")]
    [InlineData(">1.1", PreReleaseMode.Explicit, "")]
    [InlineData(">=1.2rc0", PreReleaseMode.Explicit, "1.2rc1.post1 2.0a1")]
    [InlineData(">=1.1", PreReleaseMode.Allow, "1.1 1.2rc1.post1 2.0a1")]
    [InlineData(">=1.2rc0", PreReleaseMode.Disallow, "")]
    public void Pre_releases_come_as_the_mode_says(string specifiers, PreReleaseMode mode, string expected)
    {
        var admitted = VersionSpecifiers.Parse(specifiers).Filter(Versions("1.0 1.1 1.2rc1.post1 2.0a1"), mode);
        Assert.Equal(Versions(expected), admitted);
    }

    [Fact]
    public void Text_is_normalised() => Assert.Equal("~=1.0,!=1.3.*,===x", VersionSpecifiers.Parse(" ~= 1.00 , !=1.3.* ,=== x").ToString());

    [PackagingFact]
    public void Specifiers_match_as_packaging_matches()
    {
        string[] specifiers = VersionText.Sample(VersionText.Specifiers, 1500);
        string[] versions = VersionText.Sample(VersionText.Any, 60);
        const string Script = """
            from packaging.specifiers import SpecifierSet
            from packaging.version import Version
            versions = [Version(line) for line in lines[:60]]
            for line in lines[60:]:
                specifiers = SpecifierSet(line)
                own = [Version(part.strip("<>=!~ ").replace(".*", "")) for part in line.split(",")]
                print("".join("01"[specifiers.contains(version, prereleases=True)] for version in versions + own))
            """;
        PyVersion[] parsed = [.. versions.Select(PyVersion.Parse)];
        Assert.Equal(specifiers.Zip(Packaging.Run(Script, [.. versions, .. specifiers])), specifiers.Select(text => (text, Matches(text))));

        string Matches(string text)
        {
            var set = VersionSpecifiers.Parse(text);
            var own = set.Clauses.Select(clause => clause.Version!);
            var all = parsed.Concat(own).ToArray();
            Assert.All(all, version => Assert.Equal(set.Contains(version), set.Range.Contains(version)));
            return string.Concat(all.Select(version => set.Contains(version) ? '1' : '0'));
        }
    }

    [PackagingFact]
    public void Pre_releases_are_filtered_as_packaging_filters()
    {
        string[] specifiers = VersionText.Sample(VersionText.Specifiers, 1500);
        string[] versions = VersionText.Sample(VersionText.Any, 30);
        const string Script = """
            from packaging.specifiers import SpecifierSet
            for line in lines[30:]:
                print(" ".join(SpecifierSet(line).filter(lines[:30])))
            """;
        Assert.Equal(
            specifiers.Zip(Packaging.Run(Script, [.. versions, .. specifiers])),
            specifiers.Select(text => (text, string.Join(' ', Filtered(text)))));

        IEnumerable<string> Filtered(string text)
        {
            var admitted = VersionSpecifiers.Parse(text).Filter(versions.Select(PyVersion.Parse)).ToHashSet();
            return versions.Where(version => admitted.Contains(PyVersion.Parse(version)));
        }
    }

    private static PyVersion[] Versions(string texts) => [.. texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PyVersion.Parse)];
}
