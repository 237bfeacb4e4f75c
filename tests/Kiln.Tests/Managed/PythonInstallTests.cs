using System.Text.RegularExpressions;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary>What <c>kiln python install</c>, <c>upgrade</c> and <c>uninstall</c> do with Pythons that need not work.</summary>
public sealed class PythonInstallTests : IDisposable
{
    private readonly PythonArea _area = new();

    public void Dispose() => _area.Dispose();

    [UnixFact]
    public void A_Python_is_installed_changed_for_its_place_and_linked()
    {
        string key = _area.AddHollow("3.12.1");

        var run = _area.Run("install", "3.12");

        Assert.Equal((0, ""), (run.ExitCode, run.Data));
        Assert.Matches(@"^Installed Python 3\.12\.1 in \S+\n \+ cpython-3\.12\.1-\S+ \(python3\.12\)\n$", run.Messages);
        string minor = key.Replace("3.12.1", "3.12", StringComparison.Ordinal);
        Assert.Equal([minor, key], _area.Installed());
        Assert.Equal($"{_area.Root / key}", Directory.ResolveLinkTarget($"{_area.Root / minor}", returnFinalTarget: false)!.FullName);
        Assert.Equal($"{_area.Root / minor / "bin" / "python3.12"}", File.ResolveLinkTarget($"{_area.Programs / "python3.12"}", returnFinalTarget: false)!.FullName);
        string library = $"{_area.Root / key / "lib" / "python3.12"}";
        Assert.Contains($"\"prefix\": \"{_area.Root / key}\"", File.ReadAllText($"{library}/_sysconfigdata__linux.py"), StringComparison.Ordinal);
        Assert.Contains("\"CC\": \"cc -pthread\"", File.ReadAllText($"{library}/_sysconfigdata__linux.py"), StringComparison.Ordinal);
        Assert.StartsWith("[externally-managed]\n", File.ReadAllText($"{library}/EXTERNALLY-MANAGED"), StringComparison.Ordinal);
        Assert.Contains("prefix=${pcfiledir}/../..\n", File.ReadAllText($"{_area.Root / key / "lib/pkgconfig/python3.pc"}"), StringComparison.Ordinal);
        Assert.Equal("20240107", File.ReadAllText($"{_area.Root / key / "BUILD"}"));
        Assert.True(File.Exists($"{_area.Root / key / "bin/python"}"));
        Assert.Empty(_area.Unfinished());

        var again = _area.Run("install", "3.12");
        Assert.Equal((0, "Python 3.12 is already installed\n"), (again.ExitCode, again.Messages));
        Assert.Single(_area.Requests);
    }

    [UnixFact]
    public void Several_are_installed_at_once_and_nothing_asked_for_is_the_newest()
    {
        _area.AddHollow("3.12.1");
        _area.AddHollow("3.13.0");

        Assert.Contains("Installed 2 versions in ", _area.Run("install", "3.12", ">=3.13").Messages, StringComparison.Ordinal);
        Assert.Equal("Python is already installed. Use `kiln python install <request>` to install another version.\n", _area.Run("install").Messages);
        Assert.Equal("All requested versions already installed\n", _area.Run("install", "3.12", "cpython-3.13").Messages);
        Assert.Contains("~ cpython-3.12.1", _area.Run("install", "3.12.1", "--reinstall").Messages, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("wrong hash", "is not what the list of downloads says")]
    [InlineData("truncated", "is not what the list of downloads says")]
    [InlineData("truncated, hash as it came", "is damaged")]
    [InlineData("link out", "leads out of the archive")]
    [InlineData("device", "`..` in its path")]
    [InlineData("no program", "has no `bin/python3.12`")]
    [InlineData("xz", "Kiln unpacks `.tar.gz`, `.tar.zst` and `.zip`")]
    [InlineData("not there", "404")]
    public void What_is_wrong_is_said_and_nothing_of_it_installed(string fault, string message)
    {
        byte[] whole = PythonArea.Hollow("3.12.1");
        byte[] archive = fault switch
        {
            "truncated" or "truncated, hash as it came" => whole[..(whole.Length / 2)],
            "link out" => StandaloneArchive.Pack(("python/bin/python3.12", "x"), ("python/x", "->../../../etc")),
            "device" => StandaloneArchive.Pack(("python/../../evil", "x")),
            "no program" => StandaloneArchive.Pack(("python/bin/python3.13", "x")),
            _ => whole,
        };
        string? hash = fault is "wrong hash" or "truncated" ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("other"u8)) : null;
        _area.Add(archive, "3.12.1", hash, ending: fault == "xz" ? "tar.xz" : "tar.gz");
        if (fault == "not there")
            _area.Change = static (_, _) => TestAnswer.Of(404, "");

        var run = _area.Run("install", "3.12");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: failed to install cpython-3.12.1-", run.Messages, StringComparison.Ordinal);
        Assert.Contains(message, run.Messages, StringComparison.Ordinal);
        Assert.Empty(_area.Installed());
        Assert.Empty(_area.Unfinished());
    }

    [UnixFact]
    public void One_that_fails_does_not_keep_the_others_from_being_installed()
    {
        _area.Add(PythonArea.Hollow("3.12.1"), "3.12.1", new string('0', 64));
        string good = _area.AddHollow("3.13.0");

        var run = _area.Run("install", "3.12", "3.13");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"+ {good}", run.Messages, StringComparison.Ordinal);
        Assert.Contains("failed to install cpython-3.12.1", run.Messages, StringComparison.Ordinal);
        Assert.Contains(good, _area.Installed());
    }

    [UnixFact]
    public void An_interrupted_download_is_gone_on_with_by_the_next_run()
    {
        byte[] archive = StandaloneArchive.Pack([.. Members("3.12.1"), StandaloneArchive.File("python/noise", Noise(300_000))]);
        _area.Add(archive, "3.12.1");
        _area.Change = static (_, answer) => new TestAnswer(answer.Bytes[..200_000], TestAnswerEnd.Reset);
        Assert.NotEqual(0, _area.Run("install", "3.12").ExitCode);
        Assert.Empty(_area.Installed());
        Assert.EndsWith(".part", Assert.Single(_area.Unfinished()), StringComparison.Ordinal);

        _area.Change = static (_, answer) => answer;
        Assert.Equal(0, _area.Run("install", "3.12").ExitCode);

        Assert.Matches(@"^bytes=\d{5,}-$", _area.Requests[^1].Header("Range")!);
        Assert.Equal(2, _area.Installed().Length);
        Assert.Empty(_area.Unfinished());
    }

    [UnixFact]
    public void What_an_earlier_run_left_of_another_archive_is_downloaded_anew()
    {
        byte[] archive = StandaloneArchive.Pack([.. Members("3.12.1"), StandaloneArchive.File("python/noise", Noise(300_000))]);
        _area.Add(archive, "3.12.1");
        _area.Change = static (_, answer) => new TestAnswer(answer.Bytes[..200_000], TestAnswerEnd.Reset);
        _area.Run("install", "3.12");
        string part = $"{_area.Root / ".temp" / Assert.Single(_area.Unfinished())}";
        byte[] spoiled = File.ReadAllBytes(part);
        spoiled[5000] ^= 1;
        File.WriteAllBytes(part, spoiled);
        _area.Change = static (_, answer) => answer;

        Assert.Equal(0, _area.Run("install", "3.12").ExitCode);
        Assert.Equal(2, _area.Installed().Length);
    }

    [UnixFact]
    public void A_download_that_nobody_goes_on_with_is_removed_after_a_week_or_with_the_cache()
    {
        byte[] archive = StandaloneArchive.Pack([.. Members("3.12.1"), StandaloneArchive.File("python/noise", Noise(300_000))]);
        _area.Add(archive, "3.12.1");
        _area.AddHollow("3.13.0");
        string part = Interrupt();
        Assert.Contains("No unused entries found", Cache("prune").Messages, StringComparison.Ordinal);
        Assert.Matches(@"Removed 1 file \(\d", Cache("clean").Messages);
        Assert.Empty(_area.Unfinished());

        part = Interrupt();
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddDays(-8));
        Assert.Matches(@"Removed 1 file \(\d", Cache("prune").Messages);
        Assert.False(File.Exists(part));

        part = Interrupt();
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddDays(-8));
        Assert.Equal(0, _area.Run("install", "3.13").ExitCode);
        Assert.False(File.Exists(part));

        string Interrupt()
        {
            _area.Change = static (request, answer) => request.Target.Contains("3.12.1", StringComparison.Ordinal) ? new TestAnswer(answer.Bytes[..200_000], TestAnswerEnd.Reset) : answer;
            Assert.Equal(1, _area.Run("install", "3.12").ExitCode);
            return $"{_area.Root / ".temp" / Assert.Single(_area.Unfinished())}";
        }

        CommandRun Cache(string word) => CommandRun.With(_area.Variables, "cache", word);
    }

    [UnixFact]
    public void The_cache_is_cleaned_beside_a_download_without_disturbing_it()
    {
        string key = _area.Add(StandaloneArchive.Pack([.. Members("3.12.1"), StandaloneArchive.File("python/noise", Noise(300_000))]), "3.12.1");
        var cleaned = new List<string>();
        _area.Change = (_, answer) =>
        {
            lock (cleaned)
                cleaned.Add(CommandRun.With(_area.Variables, "cache", "clean").Messages);
            return answer;
        };

        Assert.Equal(0, _area.Run("install", "3.12").ExitCode);
        Assert.Contains(key, _area.Installed());
        Assert.Single(cleaned);
    }

    [UnixFact]
    public void Archives_that_are_kept_serve_without_network()
    {
        _area.AddHollow("3.12.1");
        string archives = $"{_area.Folder / "archives"}";
        var missing = _area.RunWith("KILN_PYTHON_CACHE_DIR", archives, "install", "3.12", "--offline");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains($"` to `{archives}/", missing.Messages, StringComparison.Ordinal);
        Assert.Equal(0, _area.RunWith("KILN_PYTHON_CACHE_DIR", archives, "install", "3.12").ExitCode);
        Assert.Matches("^[0-9a-f]{9}-cpython-3.12.1-20240107.tar.gz$", Path.GetFileName(Assert.Single(Directory.GetFiles(archives))));
        Assert.Equal(0, _area.Run("uninstall", "--all").ExitCode);

        Assert.Equal(0, _area.RunWith("KILN_PYTHON_CACHE_DIR", archives, "install", "3.12", "--offline").ExitCode);
        Assert.Single(_area.Requests);
    }

    [UnixFact]
    public void Programs_of_others_are_respected_unless_forced()
    {
        string key = _area.AddHollow("3.12.1");
        _area.Folder.Write("bin/python3.12", "somebody's\n");

        var run = _area.Run("install", "3.12");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: failed to install the executable for {key}: the executable `{_area.Programs / "python3.12"}` is not managed by Kiln; use `--force` to replace it", run.Messages, StringComparison.Ordinal);
        Assert.Equal(1, _area.Run("install", "3.12", "--bin").ExitCode);
        Assert.Equal("somebody's\n", File.ReadAllText($"{_area.Programs / "python3.12"}"));

        Assert.Equal(0, _area.Run("install", "3.12", "--force").ExitCode);
        Assert.NotNull(File.ResolveLinkTarget($"{_area.Programs / "python3.12"}", returnFinalTarget: false));
    }

    [UnixFact]
    public void The_default_has_all_names_and_no_bin_has_none()
    {
        _area.AddHollow("3.12.1");
        Assert.Equal(0, _area.Run("install", "3.12", "--no-bin").ExitCode);
        Assert.False(Directory.Exists($"{_area.Programs}"));
        Assert.Contains("(python, python3, python3.12)", _area.Run("install", "3.12", "--default").Messages, StringComparison.Ordinal);
        Assert.Equal(2, _area.Run("install", "3.12", "3.13", "--default").ExitCode);
    }

    [UnixFact]
    public void An_upgrade_brings_the_newest_patch_version_and_what_goes_through_the_link_follows()
    {
        string old = _area.AddHollow("3.12.1");
        Assert.Equal("There are no installed versions to upgrade\n", _area.Run("upgrade").Messages);
        Assert.Equal(0, _area.Run("install", "3.12").ExitCode);
        Assert.Equal("All versions already on latest supported patch release\n", _area.Run("upgrade").Messages);
        string newer = _area.AddHollow("3.12.2");
        Assert.Equal("Python 3.12 is already installed\n", _area.Run("install", "3.12").Messages);
        Assert.Equal(1, _area.Run("upgrade", "3.12.1").ExitCode);

        var run = _area.Run("upgrade", "3.12");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"+ {newer}", run.Messages, StringComparison.Ordinal);
        Assert.Equal([old.Replace("3.12.1", "3.12", StringComparison.Ordinal), old, newer], _area.Installed());
        Assert.True(FileSystem.IsSame(_area.Programs / "python3.12", _area.Root / newer / "bin" / "python3.12"));
        _area.AddHollow("3.12.2", build: "20250101");
        Assert.Contains($"~ {newer}", _area.Run("install", "3.12", "--upgrade").Messages, StringComparison.Ordinal);
        Assert.Equal("20250101", File.ReadAllText($"{_area.Root / newer / "BUILD"}"));
    }

    [UnixFact]
    public void What_is_uninstalled_takes_its_programs_and_links_along()
    {
        string old = _area.AddHollow("3.12.1");
        string newer = _area.AddHollow("3.12.2");
        Assert.Equal(0, _area.Run("install", "3.12.1", "3.12.2").ExitCode);

        var run = _area.Run("uninstall", "3.12.2");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"^Searching for Python versions matching: Python 3\.12\.2\nUninstalled Python 3\.12\.2 in \S+\n - {Regex.Escape(newer)}( \(python3\.12\))?\n$", run.Messages);
        Assert.True(FileSystem.IsSame(_area.Root / old.Replace("3.12.1", "3.12", StringComparison.Ordinal), _area.Root / old));
        Assert.Equal(0, _area.Run("uninstall", "--all").ExitCode);
        Assert.False(Directory.Exists($"{_area.Root}"));
        Assert.Equal("Searching for Python installations\nNo Python installations found\n", _area.Run("uninstall", "--all").Messages);
        Assert.Equal(2, _area.Run("uninstall").ExitCode);
    }

    [UnixFact]
    public void Downloads_that_are_not_allowed_are_not_made()
    {
        _area.AddHollow("3.12.1");
        Assert.Equal(1, _area.Run("install", "3.12", "--no-python-downloads").ExitCode);
        Assert.Equal(1, _area.RunWith("UV_PYTHON_DOWNLOADS", "never", "install", "3.12").ExitCode);
        Assert.Empty(_area.Requests);
        Assert.Equal(0, _area.RunWith("UV_PYTHON_DOWNLOADS", "manual", "install", "3.12").ExitCode);
    }

    private static IEnumerable<System.Formats.Tar.TarEntry> Members(string version)
    {
        string minor = version[..version.LastIndexOf('.')];
        yield return StandaloneArchive.File($"python/bin/python{minor}", "#!/bin/sh\n"u8.ToArray(), isRunnable: true);
        yield return StandaloneArchive.File($"python/lib/python{minor}/os.py", "x = 1\n"u8.ToArray());
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(5).NextBytes(noise);
        return noise;
    }
}
