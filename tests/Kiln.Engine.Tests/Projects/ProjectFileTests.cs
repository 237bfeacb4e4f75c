using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Projects;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Tests.Projects;

/// <summary>Requirements of projects: <c>[project]</c>, extras, dependency groups, scripts.</summary>
public sealed class ProjectFileTests
{
    private const string Demo = """
        [project]
        name = "De.mo"
        dependencies = ["a>=1", "b ; python_version < '3'"]
        [project.optional-dependencies]
        X_y = ["c"]
        all = ["de-mo[x-y,loop]", "d"]
        loop = ["de_mo[all]"]
        [dependency-groups]
        Dev_Tools = ["e", { include-group = "TEST" }, "g"]
        test = ["f"]
        circle = [{ include-group = "round" }]
        round = [{ include-group = "circle" }]
        lost = [{ include-group = "nowhere" }]
        odd = [{ include = "test" }]
        """;

    [Theory]
    [InlineData("a>=1|b ; python_version < '3'")]
    [InlineData("a>=1|b ; python_version < '3'|c", "x.Y")]
    [InlineData("a>=1|b ; python_version < '3'|d|c", "all")]
    public void Extras_add_to_what_a_project_needs(string expected, params string[] extras) =>
        Assert.Equal(expected.Replace('\'', '"'), Shown(Read(Demo).Requirements([.. extras.Select(ExtraName.Parse)], allExtras: false)));

    [Theory]
    [InlineData("dev-tools", "e|f|g")]
    [InlineData("Test", "f")]
    public void A_group_includes_others_in_their_place(string name, string expected) => Assert.Equal(expected, Shown(Read(Demo).Group(name)));

    [Theory]
    [InlineData("circle", "groups include each other in a circle: `circle` → `round` → `circle`")]
    [InlineData("lost", "failed to find group `nowhere` included by `lost`")]
    [InlineData("none", "the dependency group `none` was not found")]
    [InlineData("odd", "expected a requirement or `{include-group = \"NAME\"}`, found a table")]
    public void A_group_that_cannot_be_read_is_an_error(string name, string message) =>
        Assert.EndsWith(message, Assert.Throws<UserErrorException>(() => Read(Demo).Group(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[tool.x]", "no `[project]` table")]
    [InlineData("[project]\ndynamic = ['dependencies']", "leaves `dependencies` to its build")]
    [InlineData("[project]\ndependencies = 'a'", "expected an array, found a string")]
    [InlineData("[project]\ndependencies = [1]", "expected a string, found an integer")]
    [InlineData("[project]\ndependencies = ['a b']", "couldn't parse requirement")]
    [InlineData("[project", "couldn't parse")]
    public void What_a_project_does_not_tell_is_an_error(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UserErrorException>(() => Read(text).Requirements([], allExtras: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_spellings_of_one_group_are_an_error() =>
        Assert.Throws<UserErrorException>(() => Read("[dependency-groups]\na-b = []\nA_b = []").Group("a-b"));

    [Theory]
    [InlineData("# /// script\n# dependencies = ['a', 'b>=2']\n# ///\nimport a\n", "a|b>=2")]
    [InlineData("import x\r\n# /// script\r\n# dependencies = [\r\n#   'a',\r\n# ]\r\n#\r\n# ///\r\n", "a")]
    [InlineData("# /// script\n# requires-python = '>=3.9'\n# ///\n", "")]
    public void A_script_tells_its_requirements_in_a_comment(string text, string expected) =>
        Assert.Equal(expected, Shown(ScriptMetadata.Requirements(FileLocation.Parse("s.py", FsPath.From("/w")), Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("import a\n")]
    [InlineData("# /// script\n# dependencies = []\nimport a\n# ///\n")]
    [InlineData("# /// script\n# dependencies = 1\n# ///\n")]
    [InlineData("# /// script\n# dependencies = [\n# ///\n")]
    public void A_script_without_such_a_comment_is_an_error(string text) =>
        Assert.Throws<UserErrorException>(() => ScriptMetadata.Requirements(FileLocation.Parse("s.py", FsPath.From("/w")), Encoding.UTF8.GetBytes(text)));

    private static ProjectFile Read(string text) => ProjectFile.Read(FileLocation.Parse("pyproject.toml", FsPath.From("/w")), _ => Encoding.UTF8.GetBytes(text));

    private static string Shown(IEnumerable<RequirementsEntry> entries) => string.Join('|', entries.Select(static entry => entry.ToString()));
}
