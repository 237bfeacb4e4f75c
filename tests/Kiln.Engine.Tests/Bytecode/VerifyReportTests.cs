using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

public class VerifyReportTests
{
    // What is found does not depend on the interpreter: none is started.
    private static readonly BytecodeFormat Format = new(Magic: 0x0a0d0dcb, "cpython-312", LikeMinor: 12);

    [Fact]
    public void Bytecode_without_a_source_is_told()
    {
        using var folder = new TempFolder();
        folder.Write("pkg/mod.py", "");
        folder.Write("pkg/__pycache__/mod.cpython-38.pyc", "of another version, not without a source");
        folder.Write("pkg/__pycache__/gone.cpython-312.pyc", "");
        folder.Write("pkg/__pycache__/gone.cpython-39.opt-2.pyc", "");
        folder.Write("pkg/__pycache__/mod.cpython-312-pytest-8.3.4.pyc", "of pytest");
        folder.Write("pkg/__pycache__/mod.f-1.py312.nbi", "of numba");
        folder.Write("pkg/mod.pyc", "never looked at");
        folder.Write("pkg/only.pyc", "");
        folder.Write("pkg/two.dots.pyc", "no module has such a name");
        folder.Write("empty/__pycache__/left.pypy39.pyc", "");

        var report = VerifyRun.Of(Format, folder.Path);

        Assert.Equal(
            [
                "empty/__pycache__/left.pypy39.pyc Orphan", "pkg/__pycache__/gone.cpython-312.pyc Orphan",
                "pkg/__pycache__/gone.cpython-39.opt-2.pyc Orphan", "pkg/only.pyc Sourceless",
            ],
            Findings(report, folder.Path));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Orphans_are_never_imported_and_sourceless_modules_are(string python)
    {
        using var folder = new TempFolder();
        const string Script = """
            import os, py_compile, sys
            os.chdir(sys.argv[1])
            for name, target in ('orphan', None), ('sourceless', 'sourceless.pyc'):
                with open(name + '.py', 'w') as file:
                    file.write('x = 1')
                py_compile.compile(name + '.py', cfile=target)
                os.remove(name + '.py')
            sys.path.insert(0, '')
            import sourceless
            try:
                import orphan
                print('imported')
            except ModuleNotFoundError:
                print('not imported')
            """;
        Assert.Equal("not imported", Pythons.Run(FsPath.From(python), Script, folder.Path.ToString()));

        var report = VerifyRun.Of(VerifyRun.FormatOf(python), folder.Path);

        Assert.Equal([FindingKind.Orphan, FindingKind.Sourceless], report.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Orphans_in_a_mirror_are_told_also_where_their_folder_is_gone()
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        folder.Write("pkg/mod.py", "");
        string root = folder.Path.ToString();
        mirror.Write($"{root}/pkg/mod.cpython-312.pyc".TrimStart('/'), "");
        mirror.Write($"{root}/pkg/gone.cpython-312.pyc".TrimStart('/'), "");
        mirror.Write($"{root}/old/sub/mod.cpython-312.pyc".TrimStart('/'), "");
        mirror.Write(".kiln-1-1/lock", "");

        var report = VerifyRun.Of(Format, folder.Path, prefix: mirror.Path);

        Assert.Equal(
            [".kiln-1-1 Unfinished", $"{root[1..]}/old/sub/mod.cpython-312.pyc Orphan", $"{root[1..]}/pkg/gone.cpython-312.pyc Orphan"],
            Findings(report, mirror.Path));
    }

    [Fact]
    public void What_Kiln_has_not_finished_is_told()
    {
        using var folder = new TempFolder();
        folder.Write(".kiln-0123-1/lock", "");
        folder.Write("pkg/__pycache__/.kiln-0123-2", "");

        Assert.Equal([".kiln-0123-1 Unfinished", "pkg/__pycache__/.kiln-0123-2 Unfinished"], Findings(VerifyRun.Of(Format, folder.Path), folder.Path));
    }

    [Fact]
    public void Files_that_a_RECORD_lists_are_judged_and_nothing_beside_them()
    {
        using var folder = new TempFolder();
        folder.Write("a.py", "");
        folder.Write("b.py", "");
        folder.Write("__pycache__/orphan.cpython-312.pyc", "");
        var selection = new SourceSelection { Files = [folder / "a.py", folder / "gone.py", folder / "no" / "where.py"], CurrentFolder = folder.Path };

        var report = VerifyRun.Of(Format, selection);

        Assert.Equal([$"{folder / "a.py"} Missing"], report.Results.Select(result => $"{result.Source} {result.Verdict}"));
        Assert.Equal(["gone.py Vanished", "no/where.py Vanished"], Findings(report, folder.Path));
    }

    [Fact]
    public void A_folder_without_rights_is_told_and_then_not_all_is_used()
    {
        using var folder = new TempFolder();
        folder.Folder("closed");
        Assert.True(Shell.Run("chmod 755 \"$1\" && chmod 0 \"$1/closed\"", folder.Path.ToString()).Status?.IsSuccess);

        var report = OrdinaryUser.Run(() => VerifyRun.Of(Format, VerifyRun.Tree(folder.Path), new VerifyOptions { Jobs = 1 }));

        Assert.Equal(["closed UnreadableFolder"], Findings(report, folder.Path));
        Assert.False(report.IsAllUsed);
    }

    [Fact]
    public void Folders_behind_links_and_what_is_no_file_are_no_sources()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        elsewhere.Write("mod.py", "");
        folder.Link("linked", elsewhere.Path);
        folder.Link("dangling.py", elsewhere / "nowhere");
        folder.Link("link.py", elsewhere / "mod.py");
        folder.Folder("folder.py");
        Assert.True(Shell.Run("mkfifo \"$1\"", (folder / "fifo.py").ToString()).Status?.IsSuccess);

        var report = VerifyRun.Of(Format, folder.Path);

        Assert.Equal([folder / "link.py"], report.Results.Select(result => result.Source));
    }

    [Fact]
    public void A_fifo_in_the_place_of_bytecode_is_not_waited_for()
    {
        using var folder = new TempFolder();
        folder.Write("mod.py", "");
        folder.Folder("__pycache__");
        Assert.True(Shell.Run("mkfifo \"$1\"", (folder / "__pycache__" / "mod.cpython-312.pyc").ToString()).Status?.IsSuccess);

        Assert.Equal(BytecodeVerdict.Blocked, Assert.Single(VerifyRun.Of(Format, folder.Path).Results).Verdict);
    }

    [Fact]
    public void Packages_are_counted_below_site_packages_else_below_the_root()
    {
        using var folder = new TempFolder();
        const string Site = "lib/python3/site-packages";
        foreach (string name in (string[])["six.py", "pkg/__init__.py", "pkg/sub/mod.py", $"{Site}/inner/a.py", $"{Site}/one.py", "tests/a.py"])
            folder.Write(name, "");
        var selection = VerifyRun.Tree(folder.Path) with { Exclude = ["tests"] };

        var report = VerifyRun.Of(Format, selection, new VerifyOptions { Levels = [0, 2] });

        Assert.Equal(["inner 1", "one 1", "pkg 2", "six 1"], report.Packages.Select(package => $"{package.Name} {package.Sources}"));
        Assert.Equal(5, report.Sources);
        Assert.Equal(10, report.Count(BytecodeVerdict.Missing));
        Assert.Equal(0, report.Used);
    }

    [PythonFact]
    public void The_report_is_the_same_with_any_number_of_threads()
    {
        using var folder = new TempFolder();
        BytecodeMutations.Make(Pythons.Any, folder.Path);
        var format = VerifyRun.FormatOf(Pythons.Any);

        var one = VerifyRun.Of(format, VerifyRun.Tree(folder.Path), new VerifyOptions { Jobs = 1, Levels = [0, 1] });
        var eight = VerifyRun.Of(format, VerifyRun.Tree(folder.Path), new VerifyOptions { Jobs = 8, Levels = [0, 1] });

        Assert.Equal(one.Results, eight.Results);
        Assert.Equal(one.Findings, eight.Findings);
        Assert.Equal(Rows(one), Rows(eight));
        Assert.Equal(one.Results, one.Results.OrderBy(result => result.Source).ThenBy(result => result.Level));
    }

    [Theory]
    [InlineData(0, 0, null, 0)]
    [InlineData(1700000000, 1700000001, null, 0)]
    [InlineData(1700000000, 1700000000, DeployRisk.OneTime, 2)]
    [InlineData(1700000000.5, 1700000000.5, null, 0)]
    [InlineData(1, 1700000000, DeployRisk.ArchiveDates, 1)]
    [InlineData(315532800, 315532800, DeployRisk.ArchiveDates, 2)]
    [InlineData(315532800 + 3600, 1700000000, DeployRisk.ArchiveDates, 1)]
    [InlineData(1580601600, 1700000000.5, DeployRisk.ArchiveDates, 1)]
    public void Times_that_do_not_last_are_advised_against(double first, double second, DeployRisk? risk, int files)
    {
        using var folder = new TempFolder();
        double[] times = first == 0 ? [] : [first, second];
        for (int i = 0; i < times.Length; i++)
            WriteCompiled(folder, $"m{i}", times[i]);

        Assert.Equal(risk is null ? null : new DeployAdvice(risk.Value, files, InvalidationMode.CheckedHash), VerifyRun.Of(Format, folder.Path).Advice);
    }

    [Fact]
    public void For_deployment_all_bytecode_that_goes_by_times_is_advised_against()
    {
        using var folder = new TempFolder();
        WriteCompiled(folder, "a", 1700000000.25);
        WriteCompiled(folder, "b", 1700000001.5);
        folder.Write("missing.py", "");

        var report = VerifyRun.Of(Format, VerifyRun.Tree(folder.Path), new VerifyOptions { ForDeploy = true });

        Assert.Equal(new DeployAdvice(DeployRisk.TimesNotKept, 2, InvalidationMode.UncheckedHash), report.Advice);
    }

    private static IEnumerable<string> Rows(VerifyReport report) =>
        report.Packages.Select(package => $"{package.Name} {package.Sources} {package.Used}");

    /// <summary>A source of this time with a header of that time; verdicts on its body do not matter where only the time is asked.</summary>
    private static void WriteCompiled(TempFolder folder, string name, double time)
    {
        var source = folder.Write($"{name}.py", "");
        File.SetLastWriteTimeUtc(source.ToString(), DateTime.UnixEpoch.AddSeconds(time));
        byte[] bytecode = new byte[PycHeader.SizeBytes];
        PycHeader.Timestamp(Format.Magic, (uint)time + 1, 0).WriteTo(bytecode);
        Directory.CreateDirectory((folder / "__pycache__").ToString());
        File.WriteAllBytes((folder / "__pycache__" / $"{name}.cpython-312.pyc").ToString(), bytecode);
    }

    private static IEnumerable<string> Findings(VerifyReport report, FsPath root) =>
        report.Findings.Select(finding => $"{finding.Path.ToString()[(root.Length + 1)..]} {finding.Kind}");
}
