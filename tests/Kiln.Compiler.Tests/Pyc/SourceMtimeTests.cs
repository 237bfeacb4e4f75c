using Kiln.Compiler.Pyc;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Pyc;

public class SourceMtimeTests
{
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Times_are_cut_as_importlib_cuts_them(PythonVersion python)
    {
        const string Script = """
            import os, tempfile
            with tempfile.NamedTemporaryFile() as file:
                for seconds in (-2**31, -86400, -2, -1, 0, 1, 10**9, 1700000000, 2**31 - 1, 2**31, 2**32 - 1, 2**32 + 5):
                    for nanoseconds in (0, 1, 119, 500000000, 999999000, 999999800, 999999880, 999999881, 999999999):
                        try:
                            os.utime(file.name, ns=(0, seconds * 10**9 + nanoseconds))
                        except OSError:
                            continue
                        stat = os.stat(file.name)
                        print(*divmod(stat.st_mtime_ns, 10**9), int(stat.st_mtime) & 0xFFFFFFFF)
            """;
        string[] lines = Pythons.RunText(python, Script).Split('\n');
        Assert.True(lines.Length > 80, $"only {lines.Length} times could be set");
        Assert.All(lines, line =>
        {
            string[] words = line.Split(' ');
            Assert.Equal(uint.Parse(words[2]), SourceMtime.FromFileTime(long.Parse(words[0]), long.Parse(words[1])));
        });
    }

    [Fact]
    public void The_last_nanoseconds_of_a_second_belong_to_the_next() =>
        Assert.Equal(1700000001u, SourceMtime.FromFileTime(1700000000, 999_999_999));

    [Fact]
    public void Times_before_1970_are_cut_towards_zero() =>
        Assert.Equal(uint.MaxValue, SourceMtime.FromFileTime(-2, 500_000_000));
}
