using System.Text.RegularExpressions;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Requirements;

public partial class RequirementTests
{
    [Theory]
    [InlineData("requests", "requests")]
    [InlineData("A.B-C_D", "a-b-c-d")]
    [InlineData("name[]", "name")]
    [InlineData("name [ quux , Strange_Extra,quux ] ; python_version<'2.7'", "name[quux,strange-extra] ; python_version < \"2.7\"")]
    [InlineData("name<=1,>= 2.0", "name<=1,>=2.0")]
    [InlineData("name (>=3,<2)", "name>=3,<2")]
    [InlineData("name()", "name")]
    [InlineData("name@http://foo.com", "name @ http://foo.com")]
    [InlineData("name [fred,bar] @ http://foo.com ; python_version=='2.7'", "name[fred,bar] @ http://foo.com ; python_version == \"2.7\"")]
    [InlineData("name @ file:///a/b.whl#sha256=00", "name @ file:///a/b.whl#sha256=00")]
    [InlineData("name>=1.0;os_name=='posix'", "name>=1.0 ; os_name == \"posix\"")]
    [InlineData("name===foo;os_name=='posix'", "name===foo ; os_name == \"posix\"")]
    [InlineData("  name  ", "name")]
    public void Requirements_are_read(string text, string expected) => Assert.Equal(expected, Requirement.Parse(text).ToString());

    [Theory]
    [InlineData("", "expected a package name, found the end", "^")]
    [InlineData("./x", "names are made of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit", "~^")]
    [InlineData("foo bar", "expected one of `[`, `@`, `(`, `<`, `=`, `>`, `~`, `!`, `;`, found `b`", "    ^")]
    [InlineData("flask==", "expected a number in the version, found the end", "       ^")]
    [InlineData("a @ ", "expected a URL after `@`", "    ^")]
    [InlineData("a @ http://x; os_name == 'a'", "expected a blank between the URL and `;`", "    ~~~~~~~~~^")]
    [InlineData("a[x", "expected `,` or `]` in the extras, found the end", " ~~^")]
    [InlineData("a[x,]", "expected the name of an extra, found `]`", "    ^")]
    [InlineData("a[,x]", "expected the name of an extra, found `,`", "  ^")]
    [InlineData("six (>=1.0", "expected `,` or `)` in the versions, found the end", "    ~~~~~~^")]
    [InlineData("six>=1.*", "`.*` goes with `==` and `!=` only, not with `>=`", "   ~~~~~^")]
    [InlineData("six>=1.0 #x", "expected `;` or the end of the requirement, found `#`", "         ^")]
    [InlineData("six ; python_version > 3", "expected a marker variable (such as `python_version`) or a quoted text, found `3`", "                       ~^")]
    [InlineData("six ; os_name == 'a' extra", "expected `and`, `or` or the end of the marker, found `e`", "                     ^")]
    public void Faults_point_at_the_column(string text, string message, string marks)
    {
        Assert.False(Requirement.TryParse(text, out _, out var fault));
        Assert.Equal(message, fault.Message);
        Assert.Equal($"{text}\n{marks}", fault.Excerpt);
    }

    [Fact]
    public void A_requirement_applies_where_its_marker_holds()
    {
        var requirement = Requirement.Parse("pytest>=7; extra == 'test' and python_version >= '3.8'");
        Assert.True(requirement.Applies(new MarkerValues(SampleEnvironments.Linux), [ExtraName.Parse("Test")]));
        Assert.False(requirement.Applies(new MarkerValues(SampleEnvironments.Linux), []));
        Assert.True(Requirement.Parse("pytest").Applies(new MarkerValues(SampleEnvironments.Linux), []));
    }

    [PackagingFact]
    public void Mutilated_requirements_are_refused_where_packaging_refuses_them()
    {
        string[] wholes =
        [
            "name[a,b]>=1.0,<2 ; python_version > '3'", "name @ https://x/y ; os_name == 'posix'", "name (==1.*)", "name===1.x ; extra == 'a'",
            "name ~=1.0, !=1.5 ; (os_name == 'a' or 'b' in sys_platform) and extra != 'c'",
        ];
        var random = new Random(17);
        string[] texts = [.. Enumerable.Range(0, 5000).Select(i => Mutilate(wholes[i % wholes.Length], random))];
        const string Script = """
            from packaging.requirements import Requirement, InvalidRequirement
            from packaging.utils import canonicalize_name
            for line in lines:
                try:
                    requirement = Requirement(line)
                    print(canonicalize_name(requirement.name), requirement.url)
                except InvalidRequirement:
                    print("invalid")
            """;
        var different = texts.Zip(Packaging.Run(Script, texts)).Where(each => each.Second != Told(each.First) && !NameEndingInUnderscore().IsMatch(each.First));
        Assert.Equal("", string.Join("\n", different.Select(each => $"{each.First}: packaging {each.Second}, Kiln {Told(each.First)}")));

        static string Told(string text) =>
            Requirement.TryParse(text, out var requirement, out _) ? $"{requirement.Name} {requirement.Url ?? "None"}" : "invalid";
    }

    // The standard wants a letter or digit at a name's end; packaging lets an underscore pass.
    [GeneratedRegex("_($|[^A-Za-z0-9._-])")]
    private static partial Regex NameEndingInUnderscore();

    private static string Mutilate(string text, Random random)
    {
        int place = random.Next(text.Length + 1);
        string inserted = random.Next(3) == 0 ? "" : " ,;()[]<>=!~.1a@'_"[random.Next(18)].ToString();
        int removed = Math.Min(random.Next(2), text.Length - place);
        return text[..place] + inserted + text[(place + removed)..];
    }
}
