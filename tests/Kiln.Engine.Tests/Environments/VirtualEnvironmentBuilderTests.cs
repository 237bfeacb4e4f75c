using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Environments;

public sealed class VirtualEnvironmentBuilderTests : IDisposable
{
    private static readonly LockWait NoWait = new(TimeSpan.Zero);

    // Everything that the three kinds must agree on. The activation scripts and pyvenv.cfg are each maker's own.
    private const string Facts = """
        import json, site, sys, sysconfig
        print(json.dumps([sys.prefix, sys.exec_prefix, sys.base_prefix, sys.path[1:], site.ENABLE_USER_SITE, site.getsitepackages(),
            sysconfig.get_paths(), sys.executable], indent=1))
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Its_python_sees_what_that_of_pythons_own_venv_sees(string python)
    {
        foreach (bool seesSystem in (bool[])[false, true])
        {
            var ours = Build("env", python, new VirtualEnvironmentOptions { SystemSitePackages = seesSystem });
            string said = Pythons.Run(ours / "bin" / "python", Facts);
            Assert.False(FileSystem.DeleteTree(ours).IsError);
            string target = File.ResolveLinkTarget(python, returnFinalTarget: true)?.FullName ?? python;
            string[] words = ["-m", "venv", "--without-pip", .. seesSystem ? ["--system-site-packages"] : Array.Empty<string>(), ours.ToSystemString()];
            var run = ProgramRun.Of(new ProgramCall { Executable = FsPath.From(target), Arguments = words }, TimeSpan.FromSeconds(60));
            Assert.True(run.Status?.IsSuccess, Encoding.UTF8.GetString(run.ErrorOutput));
            Assert.Equal(Pythons.Run(ours / "bin" / "python", Facts), said);
            Assert.False(FileSystem.DeleteTree(ours).IsError);
        }
    }

    [UvFact]
    public void Its_tree_is_that_of_uv_but_for_what_is_named_here()
    {
        foreach (string python in Pythons.Supported)
        {
            var root = Build("env", python, new VirtualEnvironmentOptions { Prompt = "x" });
            var ours = Tree(root);
            string said = Pythons.Run(root / "bin" / "python", Facts);
            Assert.False(FileSystem.DeleteTree(root).IsError);
            // Links resolved: what uv makes by a link far from its library does not start, up to 3.13.
            string target = File.ResolveLinkTarget(python, returnFinalTarget: true)?.FullName ?? python;
            var run = Uv.Run(_folder.Path, [], "venv", "-q", "--prompt", "x", "-p", target, root.ToSystemString());
            Assert.True(run.Status?.IsSuccess, Encoding.UTF8.GetString(run.ErrorOutput));
            var uvs = Tree(root);
            Assert.Equal(Pythons.Run(root / "bin" / "python", Facts), said);
            Assert.False(FileSystem.DeleteTree(root).IsError);

            // uv makes its lock with the first install; the rest is for xonsh, cmd's pydoc, and distutils' configuration before 3.10.
            Assert.Equal([".lock"], ours.Except(uvs));
            Assert.Empty(uvs.Except(ours).Where(name => !name.Contains("_virtualenv.", StringComparison.Ordinal)).Except(["bin/activate.xsh", "bin/pydoc.bat"]));
        }
    }

    [UvFact]
    public void Pip_runs_in_it()
    {
        string wheel = Uv.Peer("pip-*.whl") ?? throw new InvalidOperationException("pip lies beside uv");
        foreach (string python in Pythons.Supported)
            RunPip(python, wheel);
    }

    private void RunPip(string python, string wheel)
    {
        // pip 26 itself needs 3.10.
        if (Interpreter(python).Version.Minor < 10)
            return;
        var root = Build("env", python, new VirtualEnvironmentOptions());
        string site = Pythons.Run(root / "bin" / "python", "import sysconfig; print(sysconfig.get_path('purelib'))");
        Pythons.Run(root / "bin" / "python", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", wheel, site);
        string said = Pythons.Run(root / "bin" / "python", "import runpy, sys; sys.argv[1:] = ['--version']; runpy.run_module('pip', run_name='__main__')");
        Assert.Contains(site, said, StringComparison.Ordinal);
        Assert.False(FileSystem.DeleteTree(root).IsError);
    }

    [PythonFact]
    public void Pyvenv_cfg_holds_what_tools_look_for_and_a_prompt_cannot_add_to_it()
    {
        var root = Build("env", Pythons.Any, new VirtualEnvironmentOptions { Prompt = "a\nhome = /evil", IsRelocatable = true, IsSeeded = true, SystemSitePackages = true });
        var lines = File.ReadAllLines((root / "pyvenv.cfg").ToSystemString());
        Assert.Equal(
            ["home", "implementation", "kiln", "version_info", "include-system-site-packages", "relocatable", "seed", "prompt"],
            lines.Select(line => line.Split(" = ")[0]));
        Assert.Equal(["relocatable = true", "seed = true", "prompt = a home = /evil"], lines[^3..]);
        Assert.False(FileSystem.Exists(root / "bin" / "activate.csh"));
    }

    [PythonFact]
    public void What_a_killed_run_left_is_made_anew()
    {
        var root = Build("env", Pythons.Any, new VirtualEnvironmentOptions());
        File.AppendAllText((root / "pyvenv.cfg").ToSystemString(), "kiln-unfinished = true\n");
        File.Delete((root / "bin" / "activate").ToSystemString());
        File.WriteAllText((root / "rest").ToSystemString(), "");
        Build("env", Pythons.Any, new VirtualEnvironmentOptions());
        Assert.True(FileSystem.Exists(root / "bin" / "activate"));
        Assert.False(FileSystem.Exists(root / "rest"));
        Assert.Throws<UserErrorException>(() => Build("env", Pythons.Any, new VirtualEnvironmentOptions()));
    }

    /// <summary>Also what another run sees that comes at this moment: its turn is to wait, not to be told of a folder in the way.</summary>
    [PythonFact]
    public void A_folder_that_holds_only_a_file_being_written_is_not_taken()
    {
        var unfinished = _folder.Write("env/.kiln-3f9c21d07a5e-1", "home = ");
        Build("env", Pythons.Any, new VirtualEnvironmentOptions());
        Assert.False(FileSystem.Exists(unfinished));
        _folder.Write("other/.kiln-notes", "");
        var error = Assert.Throws<UserErrorException>(() => Build("other", Pythons.Any, new VirtualEnvironmentOptions()));
        Assert.StartsWith("a directory already exists", error.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_failure_takes_away_what_was_made()
    {
        // A file stands where the folder of scripts is to be; only what is kept can be in the way.
        _folder.Write("kept/bin", "");
        Assert.Throws<UserErrorException>(() => Build("kept", Pythons.Any, new VirtualEnvironmentOptions { Existing = ExistingFolder.Keep }));
        Assert.True(FileSystem.Exists(_folder / "kept" / "bin"));

        var interpreter = Interpreter(Pythons.Any);
        string tooLong = new('x', 300);
        var scheme = interpreter.Schemes.ToDictionary(each => each.Key, each => each.Value with { Scripts = each.Value.Data / tooLong });
        var builder = new VirtualEnvironmentBuilder(_folder / "a" / "env", interpreter with { Schemes = scheme }, new VirtualEnvironmentOptions());
        Assert.Throws<UserErrorException>(() => builder.Build(NoWait, new RecordingReporter()));
        Assert.False(FileSystem.Exists(_folder / "a" / "env"));
    }

    [PythonFact]
    public void Of_two_at_once_one_makes_it_and_the_other_is_told()
    {
        var interpreter = Interpreter(Pythons.Any);
        int made = 0, refused = 0;
        Parallel.For(0, 8, _ =>
        {
            var builder = new VirtualEnvironmentBuilder(_folder / "env", interpreter, new VirtualEnvironmentOptions());
            try
            {
                builder.Build(new LockWait(TimeSpan.FromMinutes(1)), new RecordingReporter());
                Interlocked.Increment(ref made);
            }
            catch (UserErrorException error) when (error.Message.StartsWith("a virtual environment already exists", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal((1, 7), (made, refused));
        Assert.Equal(Pythons.Run(_folder / "env" / "bin" / "python", "import sys; print(sys.prefix)"), (_folder / "env").ToSystemString());
    }

    [PythonFact]
    public void A_link_far_from_the_library_is_followed_to_the_python_it_means()
    {
        var link = _folder.Link("elsewhere/python", FsPath.From(File.ResolveLinkTarget(Pythons.Any, returnFinalTarget: true)?.FullName ?? Pythons.Any));
        var root = Build("env", link.ToSystemString(), new VirtualEnvironmentOptions());
        Assert.DoesNotContain("elsewhere", File.ReadAllText((root / "pyvenv.cfg").ToSystemString()), StringComparison.Ordinal);
        Assert.Equal(root.ToSystemString(), Pythons.Run(root / "bin" / "python", "import sys, json; print(sys.prefix)"));
    }

    private FsPath Build(string name, string python, VirtualEnvironmentOptions options)
    {
        new VirtualEnvironmentBuilder(_folder / name, Interpreter(python), options).Build(NoWait, new RecordingReporter());
        return _folder / name;
    }

    private InterpreterInfo Interpreter(string python) =>
        new InterpreterCache(CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), _folder / "cache")).Get(FsPath.From(python));

    /// <summary>The names below a folder; those that are links with where they lead, but for the base Python's.</summary>
    private static List<string> Tree(FsPath root)
    {
        string folder = root.ToSystemString();
        return [.. from entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                   where !entry.FullName.Contains("/lib64/", StringComparison.Ordinal)
                   let name = Path.GetRelativePath(folder, entry.FullName)
                   select entry.LinkTarget is { } target && !target.StartsWith('/') ? $"{name} -> {target}" : name];
    }
}
