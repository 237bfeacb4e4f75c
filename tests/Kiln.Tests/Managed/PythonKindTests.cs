using System.IO.Compression;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary>Builds that are packed, named or linked in ways of their own: full archives, PyPy, GraalPy, Pyodide, builds without GIL, prereleases.</summary>
public sealed class PythonKindTests : IDisposable
{
    private readonly PythonArea _area = new();

    public void Dispose() => _area.Dispose();

    [NeedsFact("zstd")]
    public void A_full_archive_packed_with_Zstandard_is_installed_without_what_is_beside_the_Python()
    {
        byte[] archive = Packed(
            ("python/PYTHON.json", "{}"), ("python/build/core.o", "object"), ("python/install/bin/python3.12d", "#!/bin/sh\n"),
            ("python/install/lib/python3.12/os.py", "x = 1\n"), ("python/install/lib/python3.12/_sysconfigdata_d_.py", "build_time_vars = {'prefix': '/install'}\n"));
        string key = _area.Add(archive, "3.12.1", variant: "debug", ending: "tar.zst");

        var run = _area.Run("install", "3.12+debug");

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith($" + {key} (python3.12d)\n", run.Messages, StringComparison.Ordinal);
        Assert.Equal(["BUILD", "bin", "lib"], Names(_area.Root / key));
        Assert.Contains($"\"prefix\": \"{_area.Root / key}\"", File.ReadAllText($"{_area.Root / key}/lib/python3.12/_sysconfigdata_d_.py"), StringComparison.Ordinal);
        Assert.Empty(_area.Unfinished());
    }

    [NeedsTheory("zstd")]
    [InlineData("cut", "is damaged")]
    [InlineData("of another kind", "is damaged")]
    [InlineData("link out", "leads out of the archive")]
    public void A_wrong_archive_packed_with_Zstandard_is_refused(string fault, string reason)
    {
        byte[] archive = fault == "link out" ? Packed(("python/bin/python3.12", "x"), ("python/x", "->../../../etc")) : Packed(("python/bin/python3.12", new string('x', 5000)));
        archive = fault switch { "cut" => archive[..^20], "of another kind" => PythonArea.Hollow("3.12.1"), _ => archive };
        _area.Add(archive, "3.12.1", ending: "tar.zst");

        var run = _area.Run("install", "3.12");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Messages, StringComparison.Ordinal);
        Assert.Empty(_area.Installed());
        Assert.Empty(_area.Unfinished());
    }

    [UnixFact]
    public void PyPy_and_GraalPy_have_their_own_names_and_no_link_of_a_minor_version()
    {
        string pypy = _area.Add(StandaloneArchive.Pack(
            ("pypy3.10-v7.3.15-linux64/bin/pypy3.10", "#!/bin/sh\n"), ("pypy3.10-v7.3.15-linux64/bin/pypy", "->pypy3.10"), ("pypy3.10-v7.3.15-linux64/lib/pypy3.10/os.py", "x = 1\n")), "3.10.13", name: "pypy", build: "7.3.15");
        string graalpy = _area.Add(StandaloneArchive.Pack(
            ("graalpy-23.1.2-linux-amd64/bin/graalpy", "#!/bin/sh\n"), ("graalpy-23.1.2-linux-amd64/lib/python3.10/os.py", "x = 1\n")), "3.10.8", name: "graalpy", build: "23.1.2");

        var run = _area.Run("install", "pypy3.10", "graalpy");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"+ {pypy} (pypy3.10)\n", run.Messages, StringComparison.Ordinal);
        Assert.Contains($"+ {graalpy} (graalpy3.10)\n", run.Messages, StringComparison.Ordinal);
        Assert.Equal(new[] { graalpy, pypy }, _area.Installed());
        Assert.Equal($"{_area.Root / pypy}/bin/pypy3.10", File.ResolveLinkTarget($"{_area.Programs}/pypy3.10", returnFinalTarget: false)!.FullName);
        Assert.Equal("pypy3.10", File.ResolveLinkTarget($"{_area.Root / pypy}/bin/python", returnFinalTarget: false)!.Name);
        Assert.True(File.Exists($"{_area.Root / pypy}/lib/pypy3.10/EXTERNALLY-MANAGED"));
        Assert.True(File.Exists($"{_area.Root / graalpy}/lib/python3.10/EXTERNALLY-MANAGED"));
        Assert.Equal(0, _area.Run("uninstall", "pypy").ExitCode);
        Assert.Equal([graalpy], _area.Installed());
        Assert.Equal(["graalpy3.10"], Names(_area.Programs));
    }

    [UnixFact]
    public void A_build_without_GIL_stands_beside_the_usual_one()
    {
        string usual = _area.AddHollow("3.13.1");
        string free = _area.Add(StandaloneArchive.Pack(("python/bin/python3.13t", "#!/bin/sh\n"), ("python/lib/python3.13t/os.py", "x = 1\n")), "3.13.1", variant: "freethreaded");

        Assert.Equal(0, _area.Run("install", "3.13t", "3.13").ExitCode);

        Assert.Equal(new[] { Minor(free), Minor(usual), free, usual }.Order(StringComparer.Ordinal), _area.Installed());
        Assert.Equal(["python3.13", "python3.13t"], Names(_area.Programs));
        Assert.Equal("Python 3.13+freethreaded is already installed\n", _area.Run("install", "3.13t").Messages);
        Assert.Equal(0, _area.Run("uninstall", "3.13t").ExitCode);
        Assert.Equal(new[] { Minor(usual), usual }, _area.Installed());
        Assert.Equal(["python3.13"], Names(_area.Programs));

        static string Minor(string key) => key.Replace("3.13.1", "3.13", StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_zip_is_unpacked_when_all_of_it_is_there()
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("pypy3.10/bin/pypy3.10", "#!/bin/sh\n"), ("pypy3.10/lib/pypy3.10/os.py", "x = 1\n") })
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = Convert.ToInt32("100755", 8) << 16;
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }
        string key = _area.Add(content.ToArray(), "3.10.13", name: "pypy", ending: "zip");

        Assert.Equal(0, _area.Run("install", "pypy").ExitCode);
        Assert.True(FileSystem.IsExecutable(_area.Root / key / "bin" / "pypy3.10"));
    }

    [UnixFact]
    public void The_default_takes_the_place_of_another_managed_Python_but_not_of_what_others_have_put_there()
    {
        string older = _area.AddHollow("3.12.1"), newer = _area.AddHollow("3.13.0");
        Assert.Contains("(python, python3, python3.13)", _area.Run("install", "3.13", "--default").Messages, StringComparison.Ordinal);
        Assert.Contains("(python, python3, python3.12)", _area.Run("install", "3.12", "--default").Messages, StringComparison.Ordinal);
        Assert.True(FileSystem.IsSame(_area.Programs / "python3", _area.Root / older / "bin" / "python3.12"));
        Assert.True(FileSystem.IsSame(_area.Programs / "python3.13", _area.Root / newer / "bin" / "python3.13"));

        File.Delete($"{_area.Programs / "python"}");
        File.WriteAllText($"{_area.Programs / "python"}", "somebody's\n");
        var run = _area.Run("install", "3.13", "--default");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"`{_area.Programs / "python"}` is not managed by Kiln; use `--force` to replace it", run.Messages, StringComparison.Ordinal);
        Assert.Equal("somebody's\n", File.ReadAllText($"{_area.Programs / "python"}"));
        Assert.True(FileSystem.IsSame(_area.Programs / "python3", _area.Root / newer / "bin" / "python3.13"));
        Assert.Contains("(python, python3, python3.13)", _area.Run("install", "3.13", "--default", "--force").Messages, StringComparison.Ordinal);

        Assert.Equal(0, _area.Run("uninstall", "3.13").ExitCode);
        Assert.Equal(["python3.12"], Names(_area.Programs));
    }

    [UnixFact]
    public void A_build_that_is_held_fast_is_the_one_that_is_installed_and_found()
    {
        string old = _area.Add(PythonArea.Hollow("3.12.1"), "3.12.1", build: "20240107");
        _area.Add(PythonArea.Hollow("3.12.2"), "3.12.2", build: "20240224");

        Assert.Contains($"+ {old}", _area.RunWith("UV_PYTHON_CPYTHON_BUILD", "20240107", "install", "3.12").Messages, StringComparison.Ordinal);
        var none = _area.RunWith("KILN_PYTHON_CPYTHON_BUILD", "20990101", "install", "3.13");
        Assert.Equal(2, none.ExitCode);
        Assert.EndsWith("hint: `KILN_PYTHON_CPYTHON_BUILD` admits only builds `20990101`\n", none.Messages, StringComparison.Ordinal);
    }

    [UnixFact]
    public void The_mirror_of_everything_is_asked_instead_of_the_makers_server()
    {
        Assert.StartsWith("http://127.0.0.1:9/a/github/python-build-standalone/releases/download/20", UrlWith("UV_ASTRAL_MIRROR_URL", "http://127.0.0.1:9/a/"), StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:9/b/20", UrlWith("UV_PYTHON_INSTALL_MIRROR", "http://127.0.0.1:9/b"), StringComparison.Ordinal);

        string UrlWith(string variable, string url) =>
            CommandRun.With(new() { [variable] = url, ["KILN_NO_CONFIG"] = "1" }, "python", "list", "--only-downloads", "--show-urls", "cpython-3.12-linux-x86_64-gnu").Data.Split(' ')[^1];
    }

    private static string[] Names(FsPath folder) => [.. Directory.GetFileSystemEntries($"{folder}").Select(static each => Path.GetFileName(each)).Order(StringComparer.Ordinal)];

    /// <summary>An archive of these members, packed by the program <c>zstd</c>.</summary>
    private byte[] Packed(params (string Name, string Content)[] members)
    {
        using var tar = new GZipStream(new MemoryStream(StandaloneArchive.Pack(members)), CompressionMode.Decompress);
        string plain = $"{_area.Folder / "plain.tar"}";
        using (var file = File.Create(plain))
            tar.CopyTo(file);
        Assert.Equal(0, ProcessRun.Of("zstd", ["-q", "-f", "--ultra", "-22", plain, "-o", plain + ".zst"]).ExitCode);
        return File.ReadAllBytes(plain + ".zst");
    }
}
