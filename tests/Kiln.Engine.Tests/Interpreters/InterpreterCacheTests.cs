using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Interpreters;

public sealed class InterpreterCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Surroundings _surroundings;

    public InterpreterCacheTests() => _surroundings = new Surroundings(new Dictionary<string, string>(), _folder.Path);

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void An_interpreter_is_asked_once()
    {
        var python = CountedPython();
        var first = Get(python);
        var second = Get(python);
        Assert.Equal(1, Starts());
        Assert.Equal(first with { Schemes = second.Schemes, SitePackages = second.SitePackages }, second);
        Assert.Equal(first.Schemes, second.Schemes);
        Assert.Equal(first.SitePackages, second.SitePackages);
    }

    [PythonFact]
    public void A_change_of_the_executable_asks_again()
    {
        var python = CountedPython();
        Get(python);
        File.SetLastWriteTimeUtc(python.ToSystemString(), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Get(python);
        Assert.Equal(2, Starts());
    }

    [PythonFact]
    public void An_environment_made_anew_as_it_was_is_not_asked_again()
    {
        var python = CountedPython();
        Get(python);
        File.SetLastWriteTimeUtc((_folder / "env/pyvenv.cfg").ToSystemString(), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Get(python);
        Assert.Equal(1, Starts());
    }

    [PythonFact]
    public void A_pyvenv_cfg_that_comes_changes_or_goes_asks_again()
    {
        var python = CountedPython();
        string content = File.ReadAllText((_folder / "env/pyvenv.cfg").ToSystemString());
        Get(python);
        _folder.Write("env/pyvenv.cfg", content + "more = 1\n");
        Get(python);
        _folder.Write("env/bin/pyvenv.cfg", content);
        Get(python);
        Get(python);
        FileSystem.Delete(_folder / "env/bin/pyvenv.cfg");
        Get(python);
        Assert.Equal(4, Starts());
    }

    [PythonFact]
    public void Another_path_to_the_same_executable_is_another_interpreter()
    {
        var python = CountedPython();
        Get(python);
        _folder.Link("other/pyvenv.cfg", _folder / "env/pyvenv.cfg");
        Get(_folder.Link("other/bin/python", python));
        Assert.Equal(2, Starts());
    }

    [PythonTheory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("rubbish")]
    [InlineData("{\"key\":null}")]
    public void A_broken_entry_is_a_miss_and_is_replaced(string content)
    {
        var python = CountedPython();
        Get(python);
        string entry = Assert.Single(Directory.GetFiles((_folder / "cache/interpreters-v2").ToSystemString()));
        File.WriteAllText(entry, content);
        Get(python);
        Get(python);
        Assert.Equal(2, Starts());
    }

    [PythonFact]
    public void A_cache_that_cannot_be_written_costs_a_start_and_no_error()
    {
        var python = CountedPython();
        _folder.Write("cache", "a file in the way");
        Get(python);
        Get(python);
        Assert.Equal(2, Starts());
    }

    [PythonFact]
    public void A_shim_that_starts_another_program_is_never_remembered()
    {
        var shim = _folder.Script("shims/python", $"echo start >> '{_folder / "starts"}'\nexec '{Pythons.Any}' \"$@\"");
        Get(shim);
        Get(shim);
        Assert.Equal(2, Starts());
    }

    [Fact]
    public void A_program_that_is_no_Python_is_asked_each_time_and_throws_its_problem()
    {
        var script = _folder.Script("python", $"echo start >> '{_folder / "starts"}'");
        Assert.Throws<UserErrorException>(() => Get(script));
        Assert.Throws<UserErrorException>(() => Get(script));
        Assert.Equal(2, Starts());
    }

    private InterpreterInfo Get(FsPath python) => new InterpreterCache(CacheFolder.Locate(_surroundings, _folder / "cache")).Get(python);

    /// <summary>An environment whose Python takes itself for <c>sys.executable</c>, and leaves a line at each start.</summary>
    private FsPath CountedPython()
    {
        FileSystem.Delete(Pythons.MakeEnvironment(Pythons.Any, _folder / "env"));
        return _folder.Script("env/bin/python", $"echo start >> '{_folder / "starts"}'\nexec /bin/bash -c 'exec -a \"$0\" \"{Pythons.Any}\" \"$@\"' \"$0\" \"$@\"");
    }

    private int Starts() => File.ReadAllLines((_folder / "starts").ToSystemString()).Length;
}
