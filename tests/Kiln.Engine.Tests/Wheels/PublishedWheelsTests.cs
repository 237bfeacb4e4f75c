using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Tests.Requirements;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Tests.Tags;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

/// <summary>Names and metadata of all wheels of the recorded index, read as packaging reads them.</summary>
public class PublishedWheelsTests
{
    [RecordedIndexFact]
    public void Names_of_wheels_are_read_and_ranked_as_packaging_does()
    {
        string[] names = RecordedIndex.WheelNames();
        var tags = new CompatibilityTags(TagSources.Linux);
        const string Script = """
            from packaging.utils import parse_wheel_filename, InvalidWheelFilename
            count = int(lines[0])
            ranks = {tag: rank for rank, tag in enumerate(lines[1:1 + count])}
            for line in lines[1 + count:]:
                try:
                    name, version, build, tags = parse_wheel_filename(line)
                    print(name, version, *build, min((ranks[str(tag)] for tag in tags if str(tag) in ranks), default=-1))
                except InvalidWheelFilename:
                    print("invalid")
            """;
        string[] all = [.. tags.All];
        Compare(names, Packaging.Run(Script, [$"{all.Length}", .. all, .. names]), text =>
        {
            if (!WheelFileName.TryParse(text, out var name, out _))
                return "invalid";
            string build = name.Build is { } tag ? $"{tag.Number} {tag.Rest} " : "";
            var priority = tags.PriorityOf(name.Tags);
            return $"{name.Name} {name.Version} {build}{(priority.IsCompatible ? priority.Rank : -1)}";
        });
    }

    [RecordedIndexFact]
    public void Requirements_are_read_and_apply_as_in_packaging()
    {
        string[] requirements = RecordedIndex.ValuesOf("Requires-Dist");
        var environment = SampleEnvironments.Linux;
        var values = new MarkerValues(environment);
        string[] variables = [.. MarkerText.Variables.Select(values.Text)];
        const string Script = """
            from packaging.markers import UndefinedComparison
            from packaging.requirements import Requirement, InvalidRequirement
            from packaging.utils import canonicalize_name
            names = lines[0].split()
            environment = dict(zip(names, lines[1:]), extra="")
            for line in lines[1 + len(names):]:
                try:
                    requirement = Requirement(line)
                    extras = ",".join(sorted({canonicalize_name(each) for each in requirement.extras}))
                    applies = requirement.marker is None or requirement.marker.evaluate(environment)
                    print(canonicalize_name(requirement.name), extras, requirement.url, len(requirement.specifier), applies)
                except InvalidRequirement:
                    print("invalid")
                except UndefinedComparison:
                    print("undefined")
            """;
        Compare(requirements, Packaging.Run(Script, [string.Join(' ', MarkerText.VariableNames), .. variables, .. requirements]), text =>
        {
            if (!Requirement.TryParse(text, out var requirement, out _))
                return "invalid";
            string extras = string.Join(',', requirement.Extras.Select(extra => extra.ToString()).Order(StringComparer.Ordinal));
            int clauses = requirement.Specifiers.Clauses.Distinct().Count();
            return $"{requirement.Name} {extras} {requirement.Url ?? "None"} {clauses} {requirement.Applies(values, [])}";
        });
    }

    [RecordedIndexFact]
    public void Python_versions_wanted_are_read_and_matched_as_in_packaging()
    {
        string[] pythons = ["2.7.18", "3.0", "3.6.15", "3.8.18", "3.9.0rc1", "3.12.1", "3.13.0a2", "3.14.1", "4.0"];
        PyVersion[] versions = [.. pythons.Select(PyVersion.Parse)];
        string[] specifiers = RecordedIndex.ValuesOf("Requires-Python");
        const string Script = """
            from packaging.specifiers import SpecifierSet, InvalidSpecifier
            for line in lines[1:]:
                try:
                    print("".join("01"[SpecifierSet(line).contains(version, prereleases=True)] for version in lines[0].split()))
                except InvalidSpecifier:
                    print("invalid")
            """;
        Compare(specifiers, Packaging.Run(Script, [string.Join(' ', pythons), .. specifiers]), text =>
            VersionSpecifiers.TryParse(text, out var parsed, out _)
                ? string.Concat(versions.Select(version => parsed.Contains(version) ? '1' : '0'))
                : "invalid");
    }

    private static void Compare(string[] texts, string[] answers, Func<string, string> ours)
    {
        var different = texts.Zip(answers, (text, answer) => (text, answer, own: ours(text))).Where(each => each.answer != each.own && each.answer != "undefined");
        Assert.Equal("", string.Join('\n', different.Select(each => $"{each.text}: packaging {each.answer}, Kiln {each.own}")));
        Assert.True(texts.Length > 100);
    }
}
