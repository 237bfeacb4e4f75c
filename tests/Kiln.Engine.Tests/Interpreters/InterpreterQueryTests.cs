using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Interpreters;

public sealed class InterpreterQueryTests : IDisposable
{
    /// <summary>What an interpreter says of itself when a user asks it, with its site module at work.</summary>
    private const string Witness = """
        import importlib.util, os, platform, site, sys, sysconfig
        paths = sysconfig.get_paths()
        print(sys.executable, sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, sep='\n')
        print(sys.implementation.name, platform.python_version(), sys.implementation.cache_tag, sep='\n')
        print(int.from_bytes(importlib.util.MAGIC_NUMBER, 'little'), sysconfig.get_platform(), sysconfig.get_config_var('SOABI'), sep='\n')
        print(*(paths[key] for key in ('purelib', 'platlib', 'scripts', 'data', 'include', 'stdlib', 'platstdlib')), sep='\n')
        print(os.pathsep.join(site.getsitepackages()), ' '.join(platform.libc_ver()), platform.release(), platform.machine(), sep='\n')
        print(' '.join(sorted(sysconfig.get_scheme_names())), sysconfig.get_path('purelib', 'posix_user'), sep='\n')
        print(getattr(sys, 'get_int_max_str_digits', lambda: '')(), sys.version_info >= (3, 11), sep='\n')
        """;

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Each => Pythons.Each;

    public void Dispose() => _folder.Dispose();

    [PythonTheory]
    [MemberData(nameof(Each))]
    public void An_interpreter_answers_as_when_it_is_asked_by_hand(string executable)
    {
        var info = Ask(FsPath.From(executable));
        Assert.Equal(Pythons.Run(FsPath.From(executable), Witness), Testimony(info));
        Assert.False(info.IsVirtualEnvironment);
        Assert.Equal(info.Executable, info.BaseExecutable);
        Assert.Equal(8, info.PointerSize);
        Assert.Equal(0, info.DefaultOptimization);
        Assert.Equal(info.Paths.Stdlib / "EXTERNALLY-MANAGED", info.ExternallyManagedMarker);
    }

    [PythonTheory]
    [MemberData(nameof(Each))]
    public void A_virtual_environment_answers_as_when_it_is_asked_by_hand(string executable)
    {
        var python = Pythons.MakeEnvironment(executable, _folder / "env");
        var info = Ask(python);
        Assert.Equal(Pythons.Run(python, Witness), Testimony(info));
        Assert.True(info.IsVirtualEnvironment);
        Assert.Equal(_folder / "env", info.Prefix);
        Assert.Equal(Realpath(executable), Realpath(info.BaseExecutable.ToSystemString()));
        Assert.False(info.BaseExecutable.IsWithin(_folder.Path));
    }

    [PythonFact]
    public void Neither_variables_nor_sitecustomize_nor_pth_files_act_on_the_answer_and_no_bytecode_is_written()
    {
        var python = Pythons.MakeEnvironment(Pythons.Any, _folder / "env");
        var site = Ask(python).Paths.Purelib;
        string below = site.ToSystemString()[(_folder.Path.Length + 1)..];
        string bad = $"open({Quoted(_folder / "ran")}, 'w'); print('rubbish')\n";
        _folder.Write($"{below}/sitecustomize.py", bad);
        _folder.Write($"{below}/usercustomize.py", bad);
        _folder.Write($"{below}/bad.pth", "import sys; " + bad);
        _folder.Write("path/json.py", bad);
        var wrapper = _folder.Script("wrapper", $"export PYTHONPATH='{_folder / "path"}' PYTHONHOME=/nowhere PYTHONOPTIMIZE=2\nexec '{python}' \"$@\"");

        var info = Ask(wrapper);
        Assert.Equal(_folder / "env", info.Prefix);
        Assert.Equal(0, info.DefaultOptimization);
        Assert.False(FileSystem.Exists(_folder / "ran"));
        Assert.Empty(Directory.GetDirectories(_folder.Path.ToSystemString(), "__pycache__", SearchOption.AllDirectories));
    }

    [PythonFact]
    public void Names_that_are_not_UTF8_in_the_answer_stay_what_they_are()
    {
        var script = _folder.Script("python", $"exec '{Pythons.Any}' \"$@\" | sed 's#\"prefix\": \"[^\"]*\"#\"prefix\": \"/\\\\u00ff\\\\u00e9\"#'");
        Assert.Equal(FsPath.FromBytes([(byte)'/', 0xff, 0xe9]), Ask(script).Prefix);
    }

    [PythonFact]
    public void Versions_that_are_not_supported_are_named_in_the_error()
    {
        var picky = _folder.Script("picky", $"exec '{Pythons.Any}' -I -S -B -X utf8 -c \"$7\" 98 99");
        string present = Pythons.Run(FsPath.From(Pythons.Any), "import platform; print(platform.python_version())");
        Assert.Equal($"`{picky}` is Python {present}; Kiln supports 3.8 to 3.15", Problem(picky).Message);
        foreach (var (executable, version) in Pythons.Older)
            Assert.Equal($"`{executable}` is Python {version}; Kiln supports 3.8 to 3.15", Problem(FsPath.From(executable)).Message);
    }

    [Fact]
    public void Python_2_is_recognized_by_what_it_says_of_unknown_options()
    {
        var script = _folder.Script("python", """[ "$1" = -V ] && echo "Python 2.7.18" >&2 && exit; echo "Unknown option: -I" >&2; exit 2""");
        Assert.Equal($"`{script}` is Python 2.7.18; Kiln supports 3.8 to 3.15", Problem(script).Message);
    }

    [Fact]
    public void A_program_that_prints_rubbish_is_shown()
    {
        var script = _folder.Script("rubbish", "echo hello; printf 'a\\033[31mb'; echo warning >&2");
        var problem = Problem(script);
        Assert.Equal($"`{script}` is no Python interpreter, or something else prints when it starts", problem.Message);
        Assert.Equal("it printed:\nhello\na\\x1b[31mb\nit printed to stderr:\nwarning", problem.Details);
    }

    [PythonFact]
    public void Rubbish_before_the_answer_is_an_error_too()
    {
        var script = _folder.Script("python", $"echo hello; exec '{Pythons.Any}' \"$@\"");
        Assert.StartsWith("it printed:\nhello\n{", Problem(script).Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", "exit code 3", "it printed nothing")]
    [InlineData("echo no >&2; exit 3", "exit code 3", "it printed to stderr:\nno")]
    [InlineData("kill -SEGV $$", "signal 11 (segmentation fault)", "it printed nothing")]
    public void A_program_that_dies_is_shown_with_its_status(string body, string status, string details)
    {
        var script = _folder.Script("python", body);
        var problem = Problem(script);
        Assert.Equal($"`{script}` is no working Python interpreter: it ended with {status}", problem.Message);
        Assert.Equal(details, problem.Details);
    }

    [Fact]
    public void A_program_that_hangs_is_ended()
    {
        var script = _folder.Script("python", "echo waiting; sleep 1000");
        var problem = Problem(script, TimeSpan.FromMilliseconds(500));
        Assert.Equal($"the Python interpreter `{script}` did not answer within 0.5 seconds", problem.Message);
        Assert.Equal("it printed:\nwaiting", problem.Details);
    }

    [Fact]
    public void Of_ten_megabytes_of_output_the_beginning_is_shown()
    {
        var script = _folder.Script("python", "head -c 10000000 /dev/zero | tr '\\0' x");
        Assert.Equal($"it printed:\n{new string('x', 4096)}\n…", Problem(script).Details);
    }

    [Fact]
    public void A_file_that_cannot_be_started_says_why()
    {
        var file = _folder.Write("python", "");
        Assert.Equal($"cannot start the Python interpreter `{file}`: permission denied", Problem(file).Message, ignoreCase: true);
    }

    private static InterpreterInfo Ask(FsPath executable)
    {
        Assert.True(new InterpreterQuery(TimeSpan.FromSeconds(60)).TryAsk(executable, out var info, out var problem), $"{problem?.Message}\n{problem?.Details}");
        return info!;
    }

    private static UserErrorException Problem(FsPath executable, TimeSpan? limit = null)
    {
        Assert.False(new InterpreterQuery(limit ?? TimeSpan.FromSeconds(60)).TryAsk(executable, out _, out var problem));
        return problem!;
    }

    private static string Testimony(InterpreterInfo info)
    {
        var paths = info.Paths;
        var library = info.CLibrary!;
        return string.Join('\n',
            info.Executable, info.Prefix, info.BasePrefix, info.ExecPrefix, info.BaseExecPrefix,
            info.ImplementationName, info.Version, info.CacheTag,
            info.Magic, info.Platform, info.Soabi,
            paths.Purelib, paths.Platlib, paths.Scripts, paths.Data, paths.Include, paths.Stdlib, paths.Platstdlib,
            string.Join(':', info.SitePackages), $"{library.Name} {library.Major}.{library.Minor}", info.Markers.PlatformRelease, info.Markers.PlatformMachine,
            string.Join(' ', info.Schemes.Keys.Order(StringComparer.Ordinal)), info.Schemes["posix_user"].Purelib,
            info.DefaultIntMaxDigits, info.HasDebugRanges).TrimEnd();
    }

    private static string Realpath(string path) => Pythons.Run(FsPath.From(Pythons.Any), "import os, sys; print(os.path.realpath(sys.argv[1]))", path);

    private static string Quoted(FsPath path) => $"'{path}'";
}
