using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Interpreters;

/// <summary>Each place holds a fake Python that answers like a real one but for its version, so that the order of places can be seen.</summary>
public sealed class InterpreterFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void Places_are_searched_in_order()
    {
        Fake("path/python3", 1);
        _variables["PATH"] = $"{_folder / "path"}";
        Assert.Equal((1, "PATH"), FindAny());

        FakeEnvironment("project/.venv", 2);
        Assert.Equal((2, $"`{_folder / "project/.venv"}`"), FindAny());

        Fake("conda/envs/data/bin/python", 3);
        _variables["CONDA_PREFIX"] = $"{_folder / "conda/envs/data"}";
        _variables["CONDA_DEFAULT_ENV"] = "data";
        Assert.Equal(3, FindAny().Micro);

        FakeEnvironment("active", 4);
        _variables["VIRTUAL_ENV"] = $"{_folder / "active"}";
        Assert.Equal(4, FindAny().Micro);

        FakeEnvironment("other", 5);
        var near = _folder.Folder("other/lib/python3.12/site-packages/package");
        Assert.Equal(5, Finder().Find(PythonRequest.Any, near).Interpreter.Version.Micro);
    }

    [PythonFact]
    public void Managed_Pythons_come_before_PATH_newest_first_Kilns_own_before_uvs()
    {
        _variables["HOME"] = $"{_folder.Path}";
        Fake(".local/share/uv/python/cpython-3.99.3-linux-x86_64-gnu/bin/python3", 3);
        Assert.Equal((3, "uv's managed Pythons"), FindAny());

        Fake("kiln/cpython-3.99.7-linux-x86_64-gnu/bin/python3", 7);
        Fake("kiln/cpython-3.99.10-linux-x86_64-gnu/bin/python3", 10);
        Fake("kiln/.temp/cpython-3.99.11-linux-x86_64-gnu/bin/python3", 11);
        _variables["KILN_PYTHON_INSTALL_DIR"] = $"{_folder / "kiln"}";
        Assert.Equal((10, "Kiln's managed Pythons"), FindAny());
        Assert.Equal(7, Find("3.99.7").Version.Micro);
        Assert.Equal(3, Find("cpython-3.99.3").Version.Micro);

        Fake("path/python", 1);
        _variables["PATH"] = $"{_folder / "path"}";
        Assert.Equal(10, FindAny().Micro);
        Assert.Equal(1, Finder(PythonPreference.System).Find(PythonRequest.Any).Interpreter.Version.Micro);
        Assert.Equal(7, Finder(PythonPreference.System).Find(PythonRequestParser.Parse("3.99.7", Surroundings())).Interpreter.Version.Micro);
        Assert.Equal(1, Finder(PythonPreference.OnlySystem).Find(PythonRequest.Any).Interpreter.Version.Micro);
        Assert.Equal(10, Finder(PythonPreference.OnlyManaged).Find(PythonRequest.Any).Interpreter.Version.Micro);
    }

    [PythonFact]
    public void Conda_s_base_environment_is_found_behind_the_project_s()
    {
        Fake("conda/bin/python", 1);
        _variables["CONDA_PREFIX"] = $"{_folder / "conda"}";
        _variables["CONDA_DEFAULT_ENV"] = "base";
        Assert.Equal(1, FindAny().Micro);
        FakeEnvironment("project/.venv", 2);
        Assert.Equal(2, FindAny().Micro);
    }

    [PythonFact]
    public void A_version_passes_over_what_does_not_satisfy_it()
    {
        FakeEnvironment("project/.venv", 1);
        Fake("first/python3", 2);
        Fake("second/python3.99", 3);
        _variables["PATH"] = $"{_folder / "first"}:relative::{_folder / "second"}";
        Assert.Equal(3, Find("3.99.3").Version.Micro);
        Assert.Equal(2, Find(">=3.99.2").Version.Micro);
    }

    [PythonFact]
    public void A_name_is_found_on_PATH_and_broken_ones_are_told()
    {
        var broken = _folder.Script("first/mypython", "exit 3");
        Fake("second/mypython", 2);
        _folder.Write("zero/mypython", "not executable");
        _variables["PATH"] = $"{_folder / "zero"}:{_folder / "first"}:{_folder / "second"}";
        Assert.Equal(2, Find("mypython").Version.Micro);

        FileSystem.Delete(_folder / "second/mypython");
        var error = Assert.Throws<UserErrorException>(() => Find("mypython"));
        Assert.Equal("no interpreter found for the executable name `mypython` on PATH", error.Message);
        Assert.Equal($"`{broken}` is no working Python interpreter: it ended with exit code 3 (PATH)", error.Details);
    }

    [PythonFact]
    public void A_path_may_be_an_executable_or_the_folder_of_an_environment()
    {
        FakeEnvironment("env", 1);
        Assert.Equal(1, Find("../env").Version.Micro);
        Assert.Equal(1, Find("../env/bin/python").Version.Micro);
    }

    [Fact]
    public void A_path_without_a_Python_is_an_error_that_says_so()
    {
        _folder.Folder("project/empty");
        var missing = Assert.Throws<UserErrorException>(() => Find("./missing"));
        Assert.Equal($"no interpreter found at path `{_folder / "project/./missing"}`: no such file or folder", missing.Message);
        var empty = Assert.Throws<UserErrorException>(() => Find("./empty"));
        Assert.Equal($"no interpreter found in the folder `{_folder / "project/./empty"}`", empty.Message);
        Assert.True(missing.IsUsage && empty.IsUsage);
    }

    [Fact]
    public void An_environment_that_has_lost_its_Python_is_an_error_and_not_passed_over()
    {
        _folder.Write("project/.venv/pyvenv.cfg", "");
        _folder.Link("project/.venv/bin/python", FsPath.From("/no/such/python"));
        var error = Assert.Throws<UserErrorException>(() => FindAny());
        Assert.StartsWith($"cannot start the Python interpreter `{_folder / "project/.venv/bin/python"}`: ", error.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Where_nothing_will_do_the_error_tells_what_was_wanted_and_what_was_found()
    {
        Fake("path/python3", 1);
        _variables["PATH"] = $"{_folder / "path"}";
        var error = Assert.Throws<UserErrorException>(() => Find(">=3.99.5"));
        Assert.Equal(
            "no interpreter found for Python >=3.99.5 in VIRTUAL_ENV, CONDA_PREFIX, `.venv` in the current folder and above, "
            + "conda's base environment, Kiln's managed Pythons, uv's managed Pythons, PATH", error.Message);
        Assert.Equal($"`{_folder / "path/python3"}` is CPython 3.99.1 (PATH)", error.Details);
    }

    private (int Micro, string Place) FindAny()
    {
        var found = Finder().Find(PythonRequest.Any);
        return (found.Interpreter.Version.Micro, found.Place);
    }

    private InterpreterInfo Find(string request) => Finder().Find(PythonRequestParser.Parse(request, Surroundings())).Interpreter;

    private InterpreterFinder Finder(PythonPreference preference = PythonPreference.Managed) =>
        new(new InterpreterCache(CacheFolder.Locate(Surroundings(), _folder / "cache")), Surroundings(), preference);

    private Surroundings Surroundings() => new(_variables, _folder.Folder("project"));

    private void Fake(string name, int micro) => FakePython.Write(_folder, name, micro);

    private void FakeEnvironment(string name, int micro)
    {
        _folder.Write($"{name}/pyvenv.cfg", "home = /nowhere\n");
        Fake($"{name}/bin/python", micro);
    }
}
