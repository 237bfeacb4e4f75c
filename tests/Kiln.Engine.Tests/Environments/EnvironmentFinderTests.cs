using Kiln.Engine.Cache;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Environments;

public sealed class EnvironmentFinderTests : IDisposable
{
    private const string Hint = "run `kiln venv` to create an environment, or pass `--system` to install into a non-virtual environment";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void The_project_s_environment_is_found_from_below_and_from_inside()
    {
        Pythons.MakeEnvironment(Pythons.Any, _folder / "project/.venv");
        Assert.Equal(_folder / "project/.venv", Find(current: "project").Root);
        Assert.Equal(_folder / "project/.venv", Find(current: "project/deep/below").Root);
        Assert.Equal(_folder / "project/.venv", Find(current: "project/.venv/lib").Root);
    }

    [PythonFact]
    public void The_active_environment_goes_before_the_project_s_and_is_found_alone()
    {
        Pythons.MakeEnvironment(Pythons.Any, _folder / "project/.venv");
        Pythons.MakeEnvironment(Pythons.Any, _folder / "active");
        _variables["VIRTUAL_ENV"] = $"{_folder / "active"}";
        var environment = Find(current: "project");
        Assert.Equal(_folder / "active", environment.Root);
        Assert.Equal($"VIRTUAL_ENV, `{_folder / "active"}`", environment.Place);
        Assert.All(environment.SitePackages, folder => Assert.True(folder.IsWithin(_folder / "active")));
    }

    [PythonFact]
    public void Without_an_environment_there_is_uvs_error_though_a_Python_is_on_PATH()
    {
        _variables["PATH"] = Path.GetDirectoryName(Pythons.Any)!;
        var error = Assert.Throws<UserErrorException>(() => Find(current: "project"));
        Assert.Equal(("no virtual environment found", Hint, true), (error.Message, error.Hint, error.IsUsage));
    }

    [PythonFact]
    public void A_version_looks_among_environments_only()
    {
        var python = Pythons.MakeEnvironment(Pythons.Any, _folder / "project/.venv");
        _variables["PATH"] = Path.GetDirectoryName(Pythons.Any)!;
        var version = Find("3", current: "project").Interpreter.Version;
        Assert.Equal(_folder / "project/.venv", Find($"{version.Major}.{version.Minor}", current: "project").Root);
        var error = Assert.Throws<UserErrorException>(() => Find("3.7", current: "project"));
        Assert.Equal("no virtual environment found for Python 3.7", error.Message);
        Assert.Equal($"`{python}` is CPython {version} (`{_folder / "project/.venv"}`)", error.Details);
    }

    [PythonFact]
    public void With_system_environments_are_passed_over()
    {
        Pythons.MakeEnvironment(Pythons.Any, _folder / "active");
        FakePython.Write(_folder, "path/python", 1);
        _variables["VIRTUAL_ENV"] = $"{_folder / "active"}";
        _variables["PATH"] = $"{_folder / "active/bin"}:{_folder / "path"}";
        Assert.Equal(1, Find(current: "project", isSystem: true).Interpreter.Version.Micro);
        FileSystem.Delete(_folder / "path/python");
        var error = Assert.Throws<UserErrorException>(() => Find(current: "project", isSystem: true));
        Assert.Equal("no system Python found", error.Message);
        Assert.Contains("is a virtual environment (PATH)", error.Details, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_name_on_PATH_must_be_an_environment_s_but_a_path_may_be_anything()
    {
        Pythons.MakeEnvironment(Pythons.Any, _folder / "env");
        FakePython.Write(_folder, "path/mypython", 1);
        _folder.Link("env/bin/mypython", _folder / "env/bin/python");
        _variables["PATH"] = $"{_folder / "path"}:{_folder / "env/bin"}";
        Assert.Equal(_folder / "env", Find("mypython", current: "project").Root);
        Assert.Equal(1, Find("../path/mypython", current: "project").Interpreter.Version.Micro);
        Assert.Equal(_folder / "env", Find("../env", current: "project").Root);
    }

    [PythonFact]
    public void Conda_s_environment_counts_but_its_base_is_a_system_Python()
    {
        FakePython.Write(_folder, "conda/bin/python", 1);
        _variables["CONDA_PREFIX"] = $"{_folder / "conda"}";
        _variables["CONDA_DEFAULT_ENV"] = "conda";
        Assert.Equal(1, Find(current: "project").Interpreter.Version.Micro);

        _variables["CONDA_DEFAULT_ENV"] = "base";
        Assert.Throws<UserErrorException>(() => Find(current: "project"));
        Assert.Equal(1, Find(current: "project", isSystem: true).Interpreter.Version.Micro);
    }

    private PyEnvironment Find(string? request = null, string current = "", bool isSystem = false)
    {
        var surroundings = new Surroundings(_variables, _folder.Folder(current));
        var interpreters = new InterpreterCache(CacheFolder.Locate(surroundings, _folder / "cache"));
        return new EnvironmentFinder(interpreters, surroundings).Find(PythonRequestParser.ParseOption(request, surroundings), isSystem);
    }
}
