using Kiln.Engine.Managed;

namespace Kiln.Engine.Tests.Managed;

public class SysconfigDataTests
{
    [Fact]
    public void What_names_the_place_and_the_compilers_of_the_build_is_changed()
    {
        var data = SysconfigData.Parse("""
            # system configuration generated and used by the sysconfig module
            build_time_vars = {'prefix': '/install',
             'CONFIG_ARGS': "'--prefix=/install' "
                            "'CC=clang'",
             'CC': '/usr/bin/aarch64-linux-gnu-gcc -pthread',
             'CXX': 'clang++ -pthread', 'AR': '/tools/llvm-ar',
             'CFLAGS': '-isysroot /Sdk -O3 -I /install/include',
             'HAVE_X': 1, 'NEGATIVE': -3, 'TEXT': 'tab\tquote\' "double" back\\slash'}

            """)!;

        data.MoveTo("/opt/py");

        Assert.Equal("/opt/py", data["prefix"]);
        Assert.Equal("cc -pthread", data["CC"]);
        Assert.Equal("c++ -pthread", data["CXX"]);
        Assert.Equal("ar", data["AR"]);
        Assert.Equal("-O3 -I /opt/py/include", data["CFLAGS"]);
        Assert.Equal("'--prefix=/install' 'CC=clang'", data["CONFIG_ARGS"]);
        Assert.Equal(("1", "-3", "1"), (data["HAVE_X"], data["NEGATIVE"], data["PYTHON_BUILD_STANDALONE"]));
    }

    [Fact]
    public void What_was_written_is_read_as_the_same_and_moved_no_more()
    {
        var data = SysconfigData.Parse("build_time_vars = {'a': '/install/x', 'b': 'quote\\' \"double\" back\\\\slash'}")!;
        data.MoveTo("/opt/py");
        string once = data.ToString();
        var again = SysconfigData.Parse(once)!;
        again.MoveTo("/opt/py");
        Assert.Equal(once, again.ToString());
        Assert.EndsWith("    \"PYTHON_BUILD_STANDALONE\": 1,\n    \"a\": \"/opt/py/x\",\n    \"b\": \"quote' \\\"double\\\" back\\\\slash\"\n}\n", once, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("build_time_vars = {'a': f()}")]
    [InlineData("build_time_vars = {'a': 'open")]
    [InlineData("other = {}")]
    public void Files_of_another_form_are_left_alone(string text) => Assert.Null(SysconfigData.Parse(text));
}
