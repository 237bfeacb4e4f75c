using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

public class BytecodeVerifierTests
{
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Every_mutation_in_every_mode_is_judged_as_the_interpreter_does(string python)
    {
        using var folder = new TempFolder();
        BytecodeMutations.Make(python, folder.Path);

        var report = VerifyRun.Of(VerifyRun.FormatOf(python), folder.Path);

        VerifyRun.AssertTrue(report, ImportTruth.Of(python, folder.Path));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Every_mutation_is_told_by_its_reason(string python)
    {
        using var folder = new TempFolder();
        BytecodeMutations.Make(python, folder.Path);

        var report = VerifyRun.Of(VerifyRun.FormatOf(python), folder.Path);

        var found = report.Results.ToDictionary(result => result.Source, result => result.Verdict);
        foreach (var mode in Enum.GetValues<InvalidationMode>())
        {
            foreach (var (mutation, verdicts) in BytecodeMutations.Expected)
            {
                var source = folder / InvalidationModeName.Of(mode) / mutation / "mod.py";
                Assert.Equal($"{source} {verdicts[Math.Min((int)mode, verdicts.Length - 1)]}", $"{source} {found[source]}");
            }
        }
        Assert.Equal(3 * BytecodeMutations.Expected.Count, found.Count);
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Compiled_packages_of_the_standard_library_are_used_at_every_level(string python)
    {
        using var folder = new TempFolder();
        CompileLibrary(python, folder.Path);
        var format = VerifyRun.FormatOf(python);

        for (int level = 0; level <= 2; level++)
        {
            var report = VerifyRun.Of(format, folder.Path, level);
            Assert.True(report.IsAllUsed, string.Join('\n', report.Results.Where(result => !result.Verdict.IsUsed())));
            Assert.True(report.Sources > 50);
            VerifyRun.AssertTrue(report, ImportTruth.Of(python, folder.Path, level));
        }
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Under_a_cache_prefix_only_the_mirror_counts(string python)
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        BytecodeMutations.Make(python, folder.Path);
        var beside = VerifyRun.Of(VerifyRun.FormatOf(python), folder.Path, prefix: mirror.Path);
        Assert.All(beside.Results, result => Assert.Equal(BytecodeVerdict.Missing, result.Verdict));

        const string Script = "import compileall, sys; sys.pycache_prefix = sys.argv[2]; compileall.compile_dir(sys.argv[1], quiet=1, force=True)";
        Pythons.Run(FsPath.From(python), Script, folder.Path.ToString(), mirror.Path.ToString());

        var report = VerifyRun.Of(VerifyRun.FormatOf(python), folder.Path, prefix: mirror.Path);
        Assert.True(report.IsAllUsed);
        VerifyRun.AssertTrue(report, ImportTruth.Of(python, folder.Path, prefix: mirror.Path));
    }

    [PythonFact]
    public void Without_rights_bytecode_is_unreadable_and_a_source_need_not_be_readable()
    {
        using var folder = new TempFolder();
        const string Script = """
            import importlib.util, os, py_compile, sys
            def make(name, mode):
                source = os.path.join(sys.argv[1], name, 'mod.py')
                os.makedirs(os.path.dirname(source))
                with open(source, 'w') as file:
                    file.write('x = 1\n')
                return source, py_compile.compile(source, invalidation_mode=getattr(py_compile.PycInvalidationMode, mode))
            os.chmod(sys.argv[1], 0o755)
            os.chmod(make('bytecode', 'TIMESTAMP')[1], 0)
            os.chmod(os.path.dirname(make('cache', 'TIMESTAMP')[1]), 0)
            os.chmod(make('source-timestamp', 'TIMESTAMP')[0], 0)
            os.chmod(make('source-checked', 'CHECKED_HASH')[0], 0)
            os.chmod(make('source-unchecked', 'UNCHECKED_HASH')[0], 0)
            os.chmod(os.path.dirname(make('unlisted-cache', 'TIMESTAMP')[1]), 0o711)
            """;
        Pythons.Run(FsPath.From(Pythons.Any), Script, folder.Path.ToString());

        var format = VerifyRun.FormatOf(Pythons.Any);

        var report = OrdinaryUser.Run(() => VerifyRun.Of(format, VerifyRun.Tree(folder.Path), new VerifyOptions { Jobs = 1 }));

        Assert.Equal(
            ["bytecode Unreadable", "cache Unreadable", "source-checked Unreadable", "source-timestamp Used", "source-unchecked Used", "unlisted-cache Used"],
            report.Results.Select(result => $"{Printable.Text(result.Source.Parent.Name)} {result.Verdict}"));
        VerifyRun.AssertTrue(report, ImportTruth.Of(Pythons.Any, folder.Path, user: OrdinaryUser.Id));
    }

    [PythonFact]
    public void Names_of_any_bytes_and_deep_folders_are_judged()
    {
        using var folder = new TempFolder();
        const string Script = """
            import importlib.util, os, py_compile, sys
            root = os.fsencode(sys.argv[1])
            deep = os.path.join(root, *[b'folder'] * 400)
            names = [b'\xff\xfe', b'new\nline', b'quote\'"', b'back\\slash', b'a.b', b'-', b'', 'größe'.encode(), b'n' * 239, b'n' * 240]
            for place in [root, deep]:
                os.makedirs(place, exist_ok=True)
                for name in names:
                    source = os.fsdecode(os.path.join(place, name + b'.py'))
                    with open(source, 'w') as file:
                        file.write('x = 1\n')
                    # The name of the file that py_compile makes first is longer, and does not fit.
                    pyc = importlib.util.cache_from_source(source)
                    if len(name) < 240:
                        os.rename(py_compile.compile(source, cfile=os.path.join(os.path.dirname(pyc), 'new'), doraise=True), pyc)
            """;
        var format = VerifyRun.FormatOf(Pythons.Any);
        Pythons.Run(FsPath.From(Pythons.Any), Script, folder.Path.ToString());

        var report = VerifyRun.Of(format, folder.Path);

        Assert.Equal(18, report.Used);
        Assert.Equal(2, report.Count(BytecodeVerdict.NameTooLong));
        VerifyRun.AssertTrue(report, ImportTruth.Of(Pythons.Any, folder.Path));
    }

    [PythonFact]
    public void A_run_that_is_cancelled_throws()
    {
        using var folder = new TempFolder();
        var verifier = new BytecodeVerifier(VerifyRun.FormatOf(Pythons.Any));
        Assert.Throws<OperationCanceledException>(() => verifier.Verify(VerifyRun.Tree(folder.Path), new VerifyOptions(), new CancellationToken(canceled: true)));
    }

    /// <summary>Copies some packages of the interpreter's own library and compiles them at all levels, in different modes.</summary>
    private static void CompileLibrary(string python, FsPath root)
    {
        const string Script = """
            import compileall, os, py_compile, shutil, sys
            modes = list(py_compile.PycInvalidationMode)
            for index, name in enumerate(['json', 'email', 'xml', 'logging', 'unittest']):
                target = os.path.join(sys.argv[1], name)
                shutil.copytree(os.path.join(os.path.dirname(os.__file__), name), target, ignore=shutil.ignore_patterns('__pycache__'))
                for level in range(3):
                    compileall.compile_dir(target, quiet=1, optimize=level, invalidation_mode=modes[index % 3])
            """;
        Pythons.Run(FsPath.From(python), Script, root.ToString());
    }
}
