using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

public class BytecodeCleanerTests
{
    private const string Bytecode = "\u0001\u0002\r\n and so on";

    [Fact]
    public void Only_bytecode_of_a_source_beside_it_is_removed()
    {
        using var folder = new TempFolder();
        string[] removed = ["pkg/__pycache__/mod.cpython-312.pyc", "pkg/__pycache__/mod.cpython-38.opt-2.pyc", "pkg/__pycache__/mod.pypy39.pyc"];
        string[] kept =
        [
            "pkg/__pycache__/gone.cpython-312.pyc", "pkg/__pycache__/mod.cpython-312-pytest-8.3.4.pyc", "pkg/__pycache__/mod.cpython-312.pyc.1234",
            "pkg/__pycache__/mod.f-1.py312.1.nbc", "pkg/__pycache__/mod.f-1.py312.nbi", "pkg/__pycache__/notes.txt",
            "pkg/mod.cpython-312.pyc", "pkg/mod.py", "pkg/mod.pyc", "pkg/only.pyc",
        ];
        Write(folder, [.. removed, .. kept]);

        var report = Clear(folder.Path);

        Assert.Equal(kept, FilesOf(folder));
        Assert.Equal(removed, report.Removed.Select(path => Relative(path, folder.Path)));
        Assert.Equal((3, 0, 3L * Bytecode.Length), (report.Files, report.Folders, report.Bytes));
        Assert.Empty(report.Failures);
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void What_interpreters_wrote_is_removed_with_its_folders_and_nothing_else(string python)
    {
        using var folder = new TempFolder();
        Write(folder, "a.py", "b/c.py", "b/d/__init__.py", "b/d/data.json", "e/empty.txt");
        string[] before = FilesOf(folder);
        const string Script = "import compileall, sys; [compileall.compile_dir(sys.argv[1], quiet=1, optimize=o) for o in range(3)]";
        Pythons.Run(FsPath.From(python), Script, folder.Path.ToString());
        Assert.Equal(before.Length + 9, FilesOf(folder).Length);

        var report = Clear(folder.Path);

        Assert.Equal(before, FilesOf(folder));
        Assert.Equal((9, 3), (report.Files, report.Folders));
        Assert.Empty(Directory.GetDirectories(folder.Path.ToString(), "__pycache__", SearchOption.AllDirectories));
    }

    [Fact]
    public void Filters_of_tag_and_level_are_joined()
    {
        using var folder = new TempFolder();
        string[] kept = ["__pycache__/mod.cpython-312.pyc", "__pycache__/mod.cpython-313.opt-1.pyc", "__pycache__/mod.cpython-313.opt-x.pyc", "mod.py"];
        Write(folder, ["__pycache__/mod.cpython-312.opt-1.pyc", .. kept]);

        Clear(folder.Path, new ClearOptions { Tags = ["cpython-312", "pypy39"], Levels = [1, 2] });

        Assert.Equal(kept, FilesOf(folder));
    }

    [Fact]
    public void Only_bytecode_older_than_the_age_is_removed()
    {
        using var folder = new TempFolder();
        Write(folder, "mod.py", "__pycache__/mod.cpython-311.pyc", "__pycache__/mod.cpython-312.pyc", "__pycache__/mod.cpython-313.pyc");
        SetTime(folder, "__pycache__/mod.cpython-311.pyc", Clock.Now.AddHours(-13));
        SetTime(folder, "__pycache__/mod.cpython-312.pyc", Clock.Now.AddHours(-11));
        SetTime(folder, "__pycache__/mod.cpython-313.pyc", Clock.Now.AddHours(1));

        Clear(folder.Path, new ClearOptions { OlderThan = TimeSpan.FromHours(12) });

        Assert.Equal(["__pycache__/mod.cpython-312.pyc", "__pycache__/mod.cpython-313.pyc", "mod.py"], FilesOf(folder));
    }

    [Fact]
    public void Orphans_are_removed_on_request_if_they_begin_as_bytecode()
    {
        using var folder = new TempFolder();
        Write(folder, "a/__pycache__/gone.cpython-312.pyc", "b/__pycache__/gone.cpython-312.opt-1.pyc", "b/__pycache__/gone.txt");
        folder.Write("b/__pycache__/poem.v2.pyc", "no bytecode");
        folder.Write("b/__pycache__/short.v2.pyc", "\r\n");

        var report = Clear(folder.Path, new ClearOptions { Orphans = true });

        Assert.Equal(["b/__pycache__/gone.txt", "b/__pycache__/poem.v2.pyc", "b/__pycache__/short.v2.pyc"], FilesOf(folder));
        Assert.Equal((2, 1), (report.Files, report.Folders));
    }

    [Fact]
    public void Broken_bytecode_of_a_source_beside_it_is_removed()
    {
        using var folder = new TempFolder();
        Write(folder, "mod.py");
        folder.Write("__pycache__/mod.cpython-312.pyc", "");

        Assert.Equal(1, Clear(folder.Path).Files);
    }

    [Fact]
    public void Links_and_folders_are_neither_removed_nor_followed()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        Write(elsewhere, "mod.py", "__pycache__/mod.cpython-312.pyc");
        Write(folder, "mod.py", "x/mod.py");
        folder.Link("linked", elsewhere.Path);
        folder.Link("x/__pycache__", elsewhere / "__pycache__");
        folder.Link("__pycache__/mod.cpython-312.pyc", elsewhere / "__pycache__" / "mod.cpython-312.pyc");
        folder.Folder("__pycache__/mod.cpython-313.pyc");

        var report = Clear(folder.Path, new ClearOptions { Orphans = true });

        Assert.Equal(["__pycache__/mod.cpython-312.pyc", "mod.py"], FilesOf(elsewhere));
        Assert.Equal((0, 0), (report.Files, report.Folders));
        Assert.Empty(report.Failures);
        Assert.True(Directory.Exists((folder / "__pycache__" / "mod.cpython-313.pyc").ToString()));
        Assert.True(FileSystem.Exists(folder / "__pycache__" / "mod.cpython-312.pyc"));
    }

    [Fact]
    public void A_dry_run_tells_the_same_and_removes_nothing()
    {
        using var folder = new TempFolder();
        Write(folder, "mod.py", "__pycache__/mod.cpython-312.pyc", "__pycache__/gone.cpython-312.pyc");
        Write(folder, "__pycache__/.kiln-1-2", ".kiln-1-1/lock", ".kiln-1-1/.kiln-1-3");
        string[] before = FilesOf(folder);

        var dry = Clear(folder.Path, new ClearOptions { DryRun = true, Orphans = true });

        Assert.Equal(before, FilesOf(folder));
        var real = Clear(folder.Path, new ClearOptions { Orphans = true });
        Assert.Equal(["mod.py"], FilesOf(folder));
        Assert.Equal((2, 2, 1, 5L * Bytecode.Length), (real.Files, real.Unfinished, real.Folders, real.Bytes));
        Assert.Equal((real.Files, real.Unfinished, real.Folders, real.Bytes), (dry.Files, dry.Unfinished, dry.Folders, dry.Bytes));
        Assert.Equal(real.Removed, dry.Removed);
    }

    [Fact]
    public void Unfinished_files_are_swept_only_if_their_run_is_gone()
    {
        using var folder = new TempFolder();
        Write(folder, "mod.py", "__pycache__/.kiln-1-1", "__pycache__/.kiln-1-2", ".kiln-2-1/lock", ".kiln-2-1/.kiln-2-2", ".kiln-3-1/lock");
        folder.Write("__pycache__/.kiln-1-3", "");
        folder.Write("__pycache__/.kiln-1-4", "");
        SetTime(folder, "__pycache__/.kiln-1-3", Clock.Now);
        SetTime(folder, "__pycache__/.kiln-1-4", Clock.Now.AddHours(-1));

        using (var file = FileLock.TryTake(folder / "__pycache__" / ".kiln-1-1"))
        using (var staging = FileLock.TryTake(folder / ".kiln-2-1" / "lock"))
            Clear(folder.Path);

        Assert.Equal([".kiln-2-1/.kiln-2-2", ".kiln-2-1/lock", "__pycache__/.kiln-1-1", "__pycache__/.kiln-1-3", "mod.py"], FilesOf(folder));
    }

    [Fact]
    public void In_a_mirror_bytecode_goes_with_the_folders_that_only_held_it()
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        string root = folder.Path.ToString().TrimStart('/');
        Write(folder, "pkg/mod.py", "pkg/sub/mod.py", "pkg/__pycache__/mod.cpython-312.pyc");
        Write(mirror, $"{root}/pkg/mod.cpython-312.pyc", $"{root}/pkg/sub/mod.cpython-312.pyc", $"{root}/old/mod.cpython-312.pyc");
        Write(mirror, "other/mod.cpython-312.pyc", ".kiln-1-1/lock");

        Assert.Equal(2, Clear(folder.Path, new ClearOptions { CachePrefix = mirror.Path }).Files);
        Assert.Equal(["other/mod.cpython-312.pyc", $"{root}/old/mod.cpython-312.pyc"], FilesOf(mirror));
        Assert.Equal(3, FilesOf(folder).Length);

        Assert.Equal(1, Clear(folder.Path, new ClearOptions { CachePrefix = mirror.Path, Orphans = true }).Files);
        Assert.Equal([(mirror / "other").ToString()], Directory.GetDirectories(mirror.Path.ToString()));
    }

    [Fact]
    public void A_mirror_is_not_cleared_through_links()
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        using var elsewhere = new TempFolder();
        Write(folder, "pkg/mod.py");
        Write(elsewhere, "pkg/mod.cpython-312.pyc");
        mirror.Link(folder.Path.ToString().TrimStart('/'), elsewhere.Path);

        Assert.Equal(0, Clear(folder.Path, new ClearOptions { CachePrefix = mirror.Path }).Files);
        Assert.Equal(["pkg/mod.cpython-312.pyc"], FilesOf(elsewhere));
    }

    [Fact]
    public void Of_single_files_only_their_own_bytecode_is_removed()
    {
        using var folder = new TempFolder();
        Write(folder, "a.py", "b.py", "__pycache__/a.cpython-312.pyc", "__pycache__/b.cpython-312.pyc", "__pycache__/gone.cpython-312.pyc");
        var selection = new SourceSelection { Roots = [folder / "a.py"], Files = [folder / "gone.py"], CurrentFolder = folder.Path };

        BytecodeCleaner.Clear(selection, new ClearOptions { Orphans = true }, new Clock(), CancellationToken.None);

        Assert.Equal(["__pycache__/b.cpython-312.pyc", "__pycache__/gone.cpython-312.pyc", "a.py", "b.py"], FilesOf(folder));
    }

    [Fact]
    public void What_may_not_be_removed_is_reported_and_the_rest_is_removed()
    {
        using var folder = new TempFolder();
        Write(folder, "a/mod.py", "a/__pycache__/mod.cpython-312.pyc", "b/mod.py", "b/__pycache__/mod.cpython-312.pyc", "c/mod.py");
        string script = "chmod 755 \"$1\" && chmod 777 \"$1/b\" \"$1/b/__pycache__\" && mkdir -m 0 \"$1/c/__pycache__\" \"$1/d\"";
        Assert.True(Shell.Run(script, folder.Path.ToString()).Status?.IsSuccess);

        var report = OrdinaryUser.Run(() => Clear(folder.Path, new ClearOptions { Jobs = 1 }));

        Assert.Equal(
            ["a/__pycache__/mod.cpython-312.pyc: permission denied", "c/__pycache__: permission denied", "d: permission denied"],
            report.Failures.Select(failure => $"{Relative(failure.Path, folder.Path)}: {failure.Reason}"));
        Assert.Equal((1, 1), (report.Files, report.Folders));
        Assert.Equal(["a/__pycache__/mod.cpython-312.pyc", "a/mod.py", "b/mod.py", "c/mod.py"], FilesOf(folder));
    }

    [Fact]
    public void A_run_that_is_cancelled_removes_nothing_more()
    {
        using var folder = new TempFolder();
        Write(folder, "mod.py", "__pycache__/mod.cpython-312.pyc");

        Assert.Throws<OperationCanceledException>(
            () => BytecodeCleaner.Clear(VerifyRun.Tree(folder.Path), new ClearOptions(), TimeProvider.System, new CancellationToken(canceled: true)));

        Assert.Equal(2, FilesOf(folder).Length);
    }

    private static ClearReport Clear(FsPath root, ClearOptions? options = null) =>
        BytecodeCleaner.Clear(VerifyRun.Tree(root), (options ?? new ClearOptions()) with { KeepRemoved = true }, new Clock(), CancellationToken.None);

    private static void Write(TempFolder folder, params string[] names)
    {
        foreach (string name in names)
            folder.Write(name, name.EndsWith(".py", StringComparison.Ordinal) ? "" : Bytecode);
    }

    private static void SetTime(TempFolder folder, string name, DateTimeOffset time) => File.SetLastWriteTimeUtc((folder / name).ToString(), time.UtcDateTime);

    private static string Relative(FsPath path, FsPath root) => path.ToString()[(root.Length + 1)..];

    /// <summary>All files below, links to files among them, by their names.</summary>
    private static string[] FilesOf(TempFolder folder) =>
    [
        .. Directory.GetFiles(folder.Path.ToString(), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(folder.Path.ToString(), file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A clock that stands still, an hour ahead of the files that tests write.</summary>
    private sealed class Clock : TimeProvider
    {
        public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 3600);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
