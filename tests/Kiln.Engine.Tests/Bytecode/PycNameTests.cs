using System.Text;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

public class PycNameTests
{
    [Theory]
    [InlineData("mod.cpython-312.pyc", "mod", "cpython-312", 0)]
    [InlineData("mod.cpython-312.opt-1.pyc", "mod", "cpython-312", 1)]
    [InlineData("mod.cpython-38.opt-2.pyc", "mod", "cpython-38", 2)]
    [InlineData("mod.cpython-38.opt-fast.pyc", "mod", "cpython-38", null)]
    [InlineData("mod.pypy39.pyc", "mod", "pypy39", 0)]
    [InlineData("mod.graalpy242-311.pyc", "mod", "graalpy242-311", 0)]
    [InlineData("a.b.cpython-312.pyc", "a.b", "cpython-312", 0)]
    public void Names_that_importlib_gives_are_taken_apart(string name, string stem, string tag, int? level)
    {
        Assert.True(PycName.TryParse(Encoding.UTF8.GetBytes(name), out var parsed));
        Assert.Equal(stem, Encoding.UTF8.GetString(parsed.Stem));
        Assert.Equal(tag, Encoding.UTF8.GetString(parsed.Tag));
        Assert.Equal(level, parsed.Level);
    }

    [Theory]
    [InlineData("mod.pyc")]
    [InlineData("mod.py")]
    [InlineData("mod.cpython-312.pyo")]
    [InlineData("mod.cpython-312.pyc.139872")]
    [InlineData("mod.cpython-312-pytest-8.3.4.pyc")]
    [InlineData("mod.f-12.py312.nbi")]
    [InlineData("mod.f-12.py312.1.nbc")]
    [InlineData("mod.opt-1.pyc")]
    [InlineData("mod.cpython-312.opt-.pyc")]
    [InlineData("mod.cpython-312.opt-1-2.pyc")]
    [InlineData("mod.312.pyc")]
    [InlineData("mod.backup.pyc")]
    [InlineData(".cpython-312.pyc")]
    [InlineData(".pyc")]
    [InlineData("")]
    public void Other_names_are_not(string name) => Assert.False(PycName.TryParse(Encoding.UTF8.GetBytes(name), out _));

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Every_interpreter_names_its_bytecode_so(string python)
    {
        const string Script = "import importlib.util as u; print(*(u.cache_from_source('mod.py', optimization=o)[12:] for o in ('', 1, 2)))";
        string[] names = Pythons.Run(FsPath.From(python), Script).Split(' ');

        for (int level = 0; level <= 2; level++)
        {
            Assert.True(PycName.TryParse(Encoding.UTF8.GetBytes(names[level]), out var parsed), names[level]);
            Assert.Equal("mod", Encoding.UTF8.GetString(parsed.Stem));
            Assert.Equal(VerifyRun.FormatOf(python).CacheTag, Encoding.UTF8.GetString(parsed.Tag));
            Assert.Equal(level, parsed.Level);
        }
    }
}
