using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Packages that were compiled for one environment and come into another: without a compiler, and never wrong.</summary>
public sealed partial class SecondEnvironmentTests : IDisposable
{
    private const int UsualKills = 6;
    private const int UsualProcesses = 8;
    private const int ChecksBetween = 50;

    // Each code object of the tree with its file name exchanged, as import does, by the path of its source.
    private const string Codes = """
        import hashlib, importlib.util, marshal, os, sys, _imp
        site = sys.argv[1]
        for folder, folders, names in os.walk(site):
            folders[:] = sorted(name for name in folders if name != '__pycache__')
            for name in sorted(names):
                if name.endswith('.py'):
                    source = os.path.join(folder, name)
                    pyc = importlib.util.cache_from_source(source)
                    if not os.path.exists(pyc):
                        print(os.path.relpath(source, site), 'none')
                        continue
                    code = marshal.loads(open(pyc, 'rb').read()[16:])
                    _imp._fix_co_filename(code, os.path.relpath(source, site))
                    print(os.path.relpath(source, site), hashlib.sha256(marshal.dumps(marshal.loads(marshal.dumps(code)))).hexdigest())
        """;

    private readonly PackageArea _area = new();

    // Written once: others may be reading it.
    private string? _requirements;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_KILLS"), out int kills) ? kills : UsualKills;

    [PythonTheory]
    [InlineData("clone")]
    [InlineData("hardlink")]
    [InlineData("copy")]
    [InlineData("symlink")]
    public void Its_bytecode_is_equal_in_code_to_that_of_the_first_and_used(string linkMode)
    {
        string first = Install("--link-mode", linkMode);
        string codes = CodesOf(_area.Site);
        var second = Another("second");

        string told = Install(second, "--link-mode", linkMode);

        Assert.Equal(("0", "172"), (Compiled().Match(told).Groups[1].Value, Cached().Match(told).Groups[1].Value));
        Assert.Equal("172", Compiled().Match(first).Groups[1].Value);
        Assert.Equal(codes, CodesOf(second));
        Assert.Equal("", Unused(second));
        PackageArea.Succeed("pip", "uninstall", "-q", "-p", $"{second}", "--cache-dir", $"{_area.Cache}", "alpha", "beta", "gamma", "delta");
        Assert.Empty(PycFiles.In(second));
    }

    [PythonFact]
    public void No_interpreter_is_started_for_it()
    {
        Install();
        string marker = (_area.Folder / "started").ToString();
        var second = Another("second");
        PackageArea.Succeed("pip", "list", "-q", "-p", $"{second}", "--cache-dir", $"{_area.Cache}");
        string python = (second / "bin/python").ToString();
        string real = File.ResolveLinkTarget(python, returnFinalTarget: true)!.FullName;
        var run = ProcessRun.Of("/bin/sh", ["-c", "strace -f -qq -e trace=execve -o \"$0\" \"$@\" || exit 3", marker, KilnProcess.Program, .. Words(second)]);
        if (!File.Exists(marker))
            return;

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(File.ReadAllLines(marker), line => line.Contains(real, StringComparison.Ordinal) || line.Contains("/bin/python", StringComparison.Ordinal));
    }

    [PythonTheory]
    [InlineData("PYC_INVALIDATION_MODE", "checked-hash")]
    [InlineData("PYC_INVALIDATION_MODE", "unchecked-hash")]
    [InlineData("PYTHONOPTIMIZE", "1")]
    [InlineData("PYTHONNODEBUGRANGES", "1")]
    public void What_changes_bytecode_is_found_only_where_it_was_the_same(string variable, string value)
    {
        var variables = new Dictionary<string, string> { [variable] = value };
        Install();
        Assert.Contains("compiled 172", Told(Another("second"), variables), StringComparison.Ordinal);

        var third = Another("third");

        Assert.Contains("(172 cached)", Told(third, variables), StringComparison.Ordinal);
        string[] level = variable == "PYTHONOPTIMIZE" ? ["-o", value] : [];
        Assert.Equal("", Unused(third, level));
        Assert.Contains("(172 cached)", Told(Another("fourth"), []), StringComparison.Ordinal);
    }

    [PythonFact]
    public void With_a_prefix_it_comes_to_the_mirror_and_not_into_RECORD()
    {
        Install();
        var variables = new Dictionary<string, string> { ["PYTHONPYCACHEPREFIX"] = (_area.Folder / "mirror").ToString() };
        var second = Another("second");

        Assert.Contains("(172 cached)", Told(second, variables), StringComparison.Ordinal);

        Assert.Empty(PycFiles.In(SiteOf(second)));
        Assert.Equal(172, PycFiles.In(_area.Folder / "mirror").Count);
        Assert.DoesNotContain(Directory.EnumerateFiles(SiteOf(second).ToString(), "RECORD", SearchOption.AllDirectories), record => File.ReadAllText(record).Contains(".pyc", StringComparison.Ordinal));
    }

    /// <summary>CPython writes a temporary file and renames it (importlib: _write_atomic), so the other name keeps the old content.</summary>
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void An_interpreter_that_rewrites_a_linked_pyc_leaves_the_other_one_alone(string python)
    {
        using var folder = new TempFolder();
        var one = folder.Write("one/mod.py", "X = 1\n");
        folder.Folder("two");
        CompileRun.Of(CompileRun.Interpreter(python), folder / "one");
        string pyc = Assert.Single(PycFiles.In(folder / "one"));
        string other = (folder / "two/other.pyc").ToString();
        Assert.False(FileCopy.HardLink(FsPath.From(pyc), FsPath.From(other)).IsError);
        byte[] before = File.ReadAllBytes(other);
        File.WriteAllText(one.ToString(), "X = 'another'\n");

        foreach (string script in (string[])["import sys; sys.dont_write_bytecode = False; sys.path.insert(0, sys.argv[1]); import mod; print(mod.X)",
            "import py_compile, sys; py_compile.compile(sys.argv[1] + '/mod.py')", "import compileall, sys; compileall.compile_dir(sys.argv[1], quiet=1, force=True)"])
        {
            _ = Pythons.Run(FsPath.From(python), script, (folder / "one").ToString());
            Assert.NotEqual(before, File.ReadAllBytes(pyc));
            Assert.Equal(before, File.ReadAllBytes(other));
        }
    }

    /// <summary>
    /// In place, as an editor may: all environments share the file, and the cache does. Where the sources were older than a second when their bytecode was kept,
    /// it is linked without a look at each: the source has another second then, which import, <c>kiln verify</c> and <c>kiln compile</c> go by.
    /// </summary>
    [PythonTheory]
    [InlineData("hardlink", "VERSION = 7\n")]
    [InlineData("hardlink", "VERSION = 7 + 0\n")]
    [InlineData("symlink", "VERSION = 7\n")]
    public void An_old_source_that_was_written_to_is_told_by_verify_passed_over_by_import_and_compiled_by_the_next_run(string linkMode, string text)
    {
        Unpack(TimeSpan.FromHours(-1));
        Install("--link-mode", linkMode, "--reinstall");
        File.WriteAllText((_area.Site / "alpha_single.py").ToString(), text);
        var second = Another("second");
        Assert.Contains("(172 cached)", Install(second, "--link-mode", linkMode), StringComparison.Ordinal);

        foreach (var environment in (FsPath[])[second, _area.Root])
        {
            string unused = Unused(environment);
            Assert.Contains("alpha_single.py", unused, StringComparison.Ordinal);
            Assert.DoesNotContain("beta", unused, StringComparison.Ordinal);
            Assert.Equal("7", Imported(environment));

            var compiled = PackageArea.Run("compile", "-p", $"{environment}", "--installed", "--cache-dir", $"{_area.Cache}");

            // The other environment finds what was compiled for this one, by the source itself.
            Assert.Matches(environment == second ? "compiled 1 file" : @"\(1 cached\b", compiled.Messages);
            Assert.Equal("", Unused(environment));
            Assert.Equal("7", Imported(environment));
        }
    }

    /// <summary>What the header of a <c>.pyc</c> cannot tell: the installer looks, to the nanosecond.</summary>
    [PythonTheory]
    [InlineData("clone")]
    [InlineData("hardlink")]
    [InlineData("copy")]
    [InlineData("symlink")]
    public void A_source_that_was_written_to_in_the_second_of_unpacking_is_compiled_though_its_size_is_the_same(string linkMode)
    {
        // In an hour, so that the second is not over however slow the machine is.
        var unpacked = Unpack(TimeSpan.FromHours(1));
        Install("--link-mode", linkMode, "--reinstall");
        string source = Directory.GetFiles((_area.Cache / "wheels-v1").ToString(), "alpha_single.py", SearchOption.AllDirectories).Single();
        File.WriteAllText(source, "VERSION = 7\n");
        File.SetLastWriteTimeUtc(source, unpacked.AddMilliseconds(1));

        var second = Another("second");
        string told = Install(second, "--link-mode", linkMode);

        Assert.Equal(("1", "171"), (Compiled().Match(told).Groups[1].Value, Cached().Match(told).Groups[1].Value));
        Assert.Equal("7", Imported(second));
        Assert.Equal("", Unused(second));
    }

    /// <summary>Copies have times of their own, and so have the headers of their bytecode: what fits the copies does not fit the files that they were copied from.</summary>
    [PythonTheory]
    [InlineData("hardlink")]
    [InlineData("symlink")]
    public void Bytecode_that_was_compiled_for_copies_is_used_where_files_are_linked(string linkMode)
    {
        Unpack(TimeSpan.FromHours(-1));
        Install("--link-mode", "copy", "--reinstall");
        var second = Another("second");

        Assert.Contains("(172 cached)", Install(second, "--link-mode", linkMode), StringComparison.Ordinal);
        var third = Another("third");
        Assert.Contains("(172 cached)", Install(third, "--link-mode", linkMode), StringComparison.Ordinal);

        Assert.Equal("", Unused(second));
        Assert.Equal("", Unused(third));
    }

    [PythonFact]
    public void Damaged_entries_are_compiled_again()
    {
        Install("--link-mode", "hardlink");
        string codes = CodesOf(_area.Site);
        var random = new Random(3);
        string[] kept = [.. Directory.EnumerateFiles((_area.Cache / "bytecode-v1/wheels").ToString(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        foreach (string file in kept.Where((_, index) => index % 10 == 0))
        {
            byte[] content = File.ReadAllBytes(file);
            content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
            // As a disk would: into the file that is there.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
            stream.Write(content);
        }

        foreach (string linkMode in (string[])["hardlink", "copy"])
        {
            var environment = Another(linkMode);
            Install(environment, "--link-mode", linkMode);
            Assert.Equal(codes, CodesOf(environment));
            Assert.Equal("", Unused(environment));
        }
    }

    [PythonFact]
    public void Refreshed_or_without_a_cache_all_is_compiled()
    {
        Install();

        Assert.Contains("compiled 172", Install(Another("second"), "--refresh"), StringComparison.Ordinal);
        Assert.Contains("compiled 172", Install(Another("third"), "--no-cache"), StringComparison.Ordinal);
        Assert.Contains("compiled 43 files", Install(Another("fourth"), "--refresh-package", "beta"), StringComparison.Ordinal);
        Assert.Contains("(172 cached)", Install(Another("fifth")), StringComparison.Ordinal);
        Assert.StartsWith("Bytecode: 301 files found, 387 missed, ", PackageArea.Run("cache", "stats", "--cache-dir", $"{_area.Cache}").Data, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Cleaned_for_a_package_its_bytecode_goes_too()
    {
        Install();
        PackageArea.Succeed("cache", "clean", "--cache-dir", $"{_area.Cache}", "gamma");

        Assert.Contains("compiled 43 files", Install(Another("second")), StringComparison.Ordinal);
    }

    /// <summary>KILN_TEST_PROCESSES sets how many.</summary>
    [NeedsFact("setsid")]
    public void Processes_that_fill_and_use_the_cache_at_once_do_not_disturb_each_other()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_PROCESSES"), out int asked) ? asked : UsualProcesses;
        Install("--link-mode", "hardlink");
        string codes = CodesOf(_area.Site);
        _area.ForgetBytecode();
        string[] folders = [.. Enumerable.Range(0, count).Select(i => (_area.Folder / $"target{i}").ToString())];

        var runs = folders.Select((folder, i) => KilnProcess.Start(
            [.. Words(_area.Root, "--target", folder, "--link-mode", i % 3 == 0 ? "copy" : "hardlink")])).ToList();
        var ends = runs.ConvertAll(run => run.End());
        runs.ForEach(run => run.Dispose());

        Assert.All(ends, end => Assert.True(end.ExitCode == 0, end.Messages));
        foreach (string folder in folders)
        {
            Assert.Equal(codes, Pythons.Run(FsPath.From(Pythons.Any), Codes, folder));
            Assert.Equal(0, PackageArea.Run("verify", "-p", Pythons.Any, folder).ExitCode);
        }
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries((_area.Cache / "bytecode-v1").ToString()), path => Path.GetFileName(path).StartsWith('.'));
        Assert.Contains("(172 cached)", Install(Another("last"), "--link-mode", "hardlink"), StringComparison.Ordinal);
    }

    [NeedsTheory("root", "mount")]
    [InlineData(40)]
    [InlineData(400)]
    public void On_a_full_disk_all_is_compiled_and_nothing_unfinished_stays(int kilobytes)
    {
        using var disk = new SmallDisk(_area.Folder, "disk", "size=8m");
        _area.Cache = disk.Path;
        Install("--no-compile-bytecode");
        disk.LeaveFree(kilobytes);

        foreach (string name in (string[])["second", "third"])
        {
            var environment = Another(name);
            string told = Install(environment);
            Assert.Equal("", Unused(environment));
            Assert.Equal(172, PycFiles.In(SiteOf(environment)).Count);
            Assert.Contains("compiled", told, StringComparison.Ordinal);
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries($"{disk.Path}", ".kiln-*", SearchOption.AllDirectories), _ => true);
        }
    }

    [NeedsTheory("root", "mount")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_only_cache_gives_what_it_has(bool isFilled)
    {
        using var disk = new SmallDisk(_area.Folder, "disk", "size=8m");
        _area.Cache = disk.Path;
        Install(isFilled ? [] : ["--no-compile-bytecode"]);
        disk.MakeReadOnly();
        var second = Another("second");

        string told = Install(second);

        Assert.Equal(isFilled, told.Contains("(172 cached)", StringComparison.Ordinal));
        Assert.Equal("", Unused(second));
        Assert.Equal(172, PycFiles.In(SiteOf(second)).Count);
    }

    /// <summary>KILN_TEST_KILLS sets how often; every fiftieth time all code is loaded and all RECORDs are read.</summary>
    [NeedsTheory("setsid")]
    [InlineData("hardlink")]
    [InlineData("copy")]
    public void Killed_while_it_fills_or_uses_the_cache_nothing_wrong_is_ever_used(string linkMode)
    {
        Install("--link-mode", linkMode);
        string codes = CodesOf(_area.Site);
        var expected = CodeBytes();
        string requirements = _area.Requirements(1);
        string[] sync = _area.Pip("sync", "-q", "--link-mode", linkMode, requirements);
        var random = new Random(29);
        var whole = TimeSpan.FromSeconds(1);
        int killed = 0;
        for (int i = 0; i < Kills; i++)
        {
            // Two runs of three fill, the others use what there is.
            if (i % 3 != 0)
                _area.ForgetBytecode();
            long start = TimeProvider.System.GetTimestamp();
            using (var run = KilnProcess.Start([.. sync, "--reinstall"]))
            {
                bool isKilled = !run.HasEndedWithin(whole * random.NextDouble());
                if (isKilled)
                    run.Signal(9);
                killed += isKilled ? 1 : 0;
                run.End();
                if (!isKilled)
                    whole = TimeProvider.System.GetElapsedTime(start);
            }
            PackageArea.Succeed(sync);

            Assert.Equal("", Unused(_area.Root));
            Assert.Equal(expected, CodeBytes());
            if (i % ChecksBetween == 0 || i == Kills - 1)
            {
                Assert.Equal([], _area.Faults());
                Assert.Equal(codes, CodesOf(_area.Site));
            }
        }
        Assert.True(killed > Kills / 4, $"{killed} of {Kills} runs were killed");
    }

    public void Dispose() => _area.Dispose();

    /// <summary>Installs without bytecode, and makes it as if the wheels had been unpacked at another time, which is returned.</summary>
    private DateTime Unpack(TimeSpan fromNow)
    {
        Install("--no-compile-bytecode");
        var time = DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() + fromNow).ToUnixTimeSeconds()).UtcDateTime;
        foreach (string file in Directory.EnumerateFiles((_area.Cache / "wheels-v1").ToString(), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, time);
        return time;
    }

    private static string Imported(FsPath environment) => Pythons.Run(environment / "bin/python", "import alpha_single; print(alpha_single.VERSION)");

    /// <summary>The code of each <c>.pyc</c>, without its header, which tells the time of its source.</summary>
    private SortedDictionary<string, string> CodeBytes() => new(PycFiles.In(_area.Site).ToDictionary(
        path => path, path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path).AsSpan(16)))), StringComparer.Ordinal);

    private string Install(params string[] words) => Install(_area.Root, words);

    private string Install(FsPath environment, params string[] words)
    {
        var run = PackageArea.Run(Words(environment, words));
        Assert.True(run.ExitCode == 0, run.Messages);
        return run.Messages;
    }

    private string Told(FsPath environment, Dictionary<string, string> variables)
    {
        var run = ProcessRun.Of(KilnProcess.Program, Words(environment), variables: variables);
        Assert.True(run.ExitCode == 0, run.Messages);
        return run.Messages;
    }

    private string[] Words(FsPath environment, params string[] words) =>
        ["pip", "install", "-p", $"{environment}", "--cache-dir", $"{_area.Cache}", "--no-index", "--find-links", $"{_area.Folder / "wheels"}", .. words, "-r", _requirements ??= _area.Requirements(1)];

    private FsPath Another(string name)
    {
        PackageArea.Succeed("venv", "-q", "-p", Pythons.Any, $"{_area.Folder / name}", "--cache-dir", $"{_area.Cache}");
        return _area.Folder / name;
    }

    private static FsPath SiteOf(FsPath environment) => FsPath.From(Directory.GetDirectories((environment / "lib").ToString(), "python*").Single()) / "site-packages";

    private static string CodesOf(FsPath environment) =>
        Pythons.Run(FsPath.From(Pythons.Any), Codes, (environment.Name.SequenceEqual("site-packages"u8) ? environment : SiteOf(environment)).ToString());

    /// <summary>What verify says of sources whose bytecode will not be used.</summary>
    private static string Unused(FsPath environment, params string[] words)
    {
        var run = PackageArea.Run(["verify", "-p", $"{environment}", "--installed", .. words]);
        return run.ExitCode == 0 ? "" : run.Data + run.Messages;
    }

    [GeneratedRegex(@"compiled (\d+) file")]
    private static partial Regex Compiled();

    [GeneratedRegex(@"\((\d+) cached\)")]
    private static partial Regex Cached();
}
