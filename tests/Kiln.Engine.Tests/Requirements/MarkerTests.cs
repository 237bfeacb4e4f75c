using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Requirements;

public class MarkerTests
{
    private static readonly MarkerValues Linux = new(SampleEnvironments.Linux);

    [Theory]
    [InlineData("python_version >= '3.8'", true)]
    [InlineData("python_version < '3.2'", false)]
    [InlineData("python_version == '3.12.*'", true)]
    [InlineData("python_full_version ~= '3.12.0'", true)]
    [InlineData("python_version not in '3.7 3.8'", true)]
    [InlineData("'3.12' in python_version", true)]
    [InlineData("'3.8' <= python_version", true)]
    [InlineData("'3.8' > python_version", false)]
    [InlineData("sys_platform == 'linux'", true)]
    [InlineData("sys_platform === 'linux'", true)]
    [InlineData("sys_platform in 'linux darwin'", true)]
    [InlineData("'inux' in sys_platform", true)]
    [InlineData("os_name > 'a'", false)]
    [InlineData("os_name >= 'posix'", true)]
    [InlineData("os_name ~= 'posix'", false)]
    [InlineData("platform_release >= '6'", false)]
    [InlineData("platform_release == '6.1.0-13-amd64'", true)]
    [InlineData("os.name == 'posix' and sys.platform == 'linux'", true)]
    [InlineData("python_implementation == 'CPython'", true)]
    [InlineData("os_name == 'nt' or os_name == 'posix' and python_version > '3'", true)]
    [InlineData("(os_name == 'nt' or os_name == 'posix') and python_version < '3'", false)]
    [InlineData("os_name == 'posix' or os_name == 'nt' and python_version < '3'", true)]
    [InlineData("((os_name=='posix'))", true)]
    public void Markers_ask_the_environment(string marker, bool expected) => Assert.Equal(expected, Marker.Parse(marker).Evaluate(Linux, []));

    [Theory]
    [InlineData("extra == 'test'", "", false)]
    [InlineData("extra == 'test'", "test", true)]
    [InlineData("extra == 'Test_All'", "test-all", true)]
    [InlineData("'test' == extra", "docs test", true)]
    [InlineData("extra != 'test'", "docs test", false)]
    [InlineData("extra != 'test'", "docs", true)]
    [InlineData("extra != 'test'", "", true)]
    [InlineData("extra == ''", "", true)]
    [InlineData("extra in 'test,docs'", "docs", true)]
    [InlineData("extra not in 'test,docs'", "docs", false)]
    [InlineData("extra == 'a' and extra == 'b'", "a b", true)]
    public void Extras_are_those_asked_for(string marker, string extras, bool expected)
    {
        ExtraName[] names = [.. extras.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ExtraName.Parse)];
        Assert.Equal(expected, Marker.Parse(marker).Evaluate(Linux, names));
    }

    [Fact]
    public void A_Python_between_releases_has_a_version()
    {
        var values = new MarkerValues(SampleEnvironments.Linux with { PythonFullVersion = "3.13.0a1+" });
        Assert.True(Marker.Parse("python_full_version > '3.12'").Evaluate(values, []));
    }

    [Theory]
    [InlineData("os_name=='posix'  and( python_version>\"3\" or  'x'not in sys_platform )", "os_name == \"posix\" and (python_version > \"3\" or \"x\" not in sys_platform)")]
    [InlineData("extra == 'A.B'", "extra == \"a-b\"")]
    [InlineData("os_name == 'a\"b'", "os_name == 'a\"b'")]
    public void Markers_are_written_in_one_way(string marker, string expected) => Assert.Equal(expected, Marker.Parse(marker).ToString());

    [Theory]
    [InlineData("", "expected a marker variable (such as `python_version`) or a quoted text, found the end", "^")]
    [InlineData("python_verson > '3'", "expected a marker variable (such as `python_version`) or a quoted text, found `python_verson`", "~~~~~~~~~~~~~^")]
    [InlineData("python_version > 3", "expected a marker variable (such as `python_version`) or a quoted text, found `3`", "                 ~^")]
    [InlineData("python_version >> '3'", "expected a marker variable (such as `python_version`) or a quoted text, found `>`", "                ^")]
    [InlineData("python_version is '3'", "expected a comparison (`==`, `!=`, `>=`, `<=`, `>`, `<`, `~=`, `===`, `in`, `not in`), found `i`", "               ^")]
    [InlineData("os_name not 'a'", "expected `in` after `not`, found `'`", "        ~~~~^")]
    [InlineData("os_name == 'a", "this text has no closing '", "           ^")]
    [InlineData("os_name == sys_platform", "a marker compares a variable with a quoted text", "~~~~~~~~~~~~~~~~~~~~~~~^")]
    [InlineData("(os_name == 'a'", "expected `)`, `and` or `or`, found the end", "~~~~~~~~~~~~~~~^")]
    [InlineData("os_name == 'a' os_name == 'b'", "expected `and`, `or` or the end of the marker, found `o`", "               ^")]
    public void Faults_point_at_the_column(string text, string message, string marks)
    {
        Assert.False(Marker.TryParse(text, out _, out var fault));
        Assert.Equal(message, fault.Message);
        Assert.Equal($"{text}\n{marks}", fault.Excerpt);
    }

    [Fact]
    public void Parentheses_without_end_are_a_fault_and_no_crash()
    {
        Assert.False(Marker.TryParse(new string('(', 100_000), out _, out var fault));
        Assert.Equal("too many parentheses in one another", fault.Message);
    }

    [PackagingFact]
    public void Markers_hold_as_in_packaging()
    {
        string[] markers = MarkerText.Sample(4000);
        foreach (var environment in new[] { SampleEnvironments.Linux, SampleEnvironments.MacPyPy })
        {
            var values = new MarkerValues(environment);
            string[] variables = [.. MarkerText.Variables.Select(values.Text)];
            const string Script = """
                from packaging.markers import Marker, UndefinedComparison
                names = lines[0].split()
                environment = dict(zip(names, lines[1:]), extra="")
                for line in lines[1 + len(names):]:
                    try:
                        print(Marker(line).evaluate(environment))
                    except UndefinedComparison:
                        print("undefined")
                """;
            string[] answers = Packaging.Run(Script, [string.Join(' ', MarkerText.VariableNames), .. variables, .. markers]);
            var defined = markers.Zip(answers).Where(each => each.Second != "undefined").ToArray();
            Assert.True(defined.Length > markers.Length / 2);
            Assert.Equal(defined, defined.Select(each => (each.First, $"{Marker.Parse(each.First).Evaluate(values, [])}")));
        }
    }

    [Theory]
    [InlineData("'Web_x' in extras", true)]
    [InlineData("'api' in extras", false)]
    [InlineData("'api' not in extras and \"dev\" in dependency_groups", true)]
    [InlineData("'web-x' in dependency_groups", false)]
    public void Names_are_in_the_sets_of_a_lock_file_or_not(string marker, bool holds)
    {
        var values = new MarkerValues(SampleEnvironments.Linux, new HashSet<string> { "web-x" }, new HashSet<string> { "dev" });

        Assert.Equal(holds, Marker.Parse(marker).Evaluate(values, []));
        Assert.Equal(marker.Contains("not", StringComparison.Ordinal), Marker.Parse(marker.Split(" and ")[0]).Evaluate(new MarkerValues(SampleEnvironments.Linux), []));
    }

    [Theory]
    [InlineData("extras in 'a'")]
    [InlineData("'a' == extras")]
    [InlineData("dependency_groups >= 'a'")]
    public void A_set_is_asked_for_names_only(string marker)
    {
        Assert.False(Marker.TryParse(marker, out _, out var fault));
        Assert.Contains("are sets of names", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_and_reading_again_changes_nothing() =>
        Assert.All(MarkerText.Sample(1000), text => Assert.Equal($"{Marker.Parse(text)}", $"{Marker.Parse(Marker.Parse(text).ToString())}"));
}
