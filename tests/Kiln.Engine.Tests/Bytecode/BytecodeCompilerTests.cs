using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>What is compiled and what is left as it is, and under which names; the interpreter's import is the judge.</summary>
public sealed class BytecodeCompilerTests
{
    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    public static TheoryData<InvalidationMode> Modes => [.. Enum.GetValues<InvalidationMode>()];

    /// <summary>The tree holds bytecode of every mode in every state; asked for one mode, what import would use and is of that mode stays.</summary>
    [PythonTheory]
    [MemberData(nameof(Modes))]
    public void What_import_would_use_and_is_of_the_asked_mode_stays_and_the_rest_is_compiled(InvalidationMode mode)
    {
        using var folder = new TempFolder();
        BytecodeMutations.Make(Pythons.Any, folder.Path);
        var before = ImportTruth.Of(Pythons.Any, folder.Path);

        var report = CompileRun.Of(Python, folder.Path, new BytecodeOptions { Mode = mode });

        foreach (var result in report.Results)
        {
            string[] parts = result.Source.ToString().Split('/');
            string of = parts[^3], mutation = parts[^2];
            Assert.Equal($"{of}/{mutation} {Expected(mode, of, mutation, before[result.Source])}", $"{of}/{mutation} {result.End}");
        }
        var used = report.Results.Where(result => result.End != CompileEnd.Failed).Select(result => result.Source).ToHashSet();
        Assert.All(ImportTruth.Of(Pythons.Any, folder.Path).Where(import => used.Contains(import.Key)), import => Assert.NotEqual(ImportTruth.Compiled, import.Value));
        Assert.Equal(0, CompileRun.Of(Python, folder.Path, new BytecodeOptions { Mode = mode }).Count(CompileEnd.Compiled));
        var forced = CompileRun.Of(Python, folder.Path, new BytecodeOptions { Mode = mode, Force = true });
        Assert.Equal(0, forced.Count(CompileEnd.Current));
    }

    private static CompileEnd Expected(InvalidationMode mode, string of, string mutation, string import)
    {
        string[] blocked = ["pyc-folder", "pyc-socket", "pyc-dangling", "pyc-circle", "cache-file"];
        bool isOfMode = of == InvalidationModeName.Of(mode);
        if (blocked.Contains(mutation) || (mutation == "pyc-link" && !isOfMode))
            return CompileEnd.Failed;
        // Import takes "check" without "hash" for a timestamp; Kiln writes none such. And it finds out only behind the header what is broken there.
        if (!isOfMode || mutation == "flags-checked-only")
            return CompileEnd.Compiled;
        bool isUsed = import != ImportTruth.Compiled && !mutation.StartsWith("flags", StringComparison.Ordinal);
        // An unchecked hash is compared all the same: who compiles wants the source that is there.
        bool isChanged = mutation is "source-longer" or "source-other" && mode == InvalidationMode.UncheckedHash;
        return isUsed && !isChanged ? CompileEnd.Current : CompileEnd.Compiled;
    }

    [PythonFact]
    public void Several_levels_in_one_run_are_several_files()
    {
        using var folder = new TempFolder();
        var source = folder.Write("mod.py", "assert True\n'''text'''\n");
        var options = new BytecodeOptions { Levels = [0, 1, 2] };
        Assert.Equal(3, CompileRun.Of(Python, folder.Path, options).Count(CompileEnd.Compiled));
        Assert.Equal(3, CompileRun.Of(Python, folder.Path, options).Count(CompileEnd.Current));

        File.Delete((folder / "__pycache__" / $"mod.{Python.CacheTag}.opt-1.pyc").ToString());
        var report = CompileRun.Of(Python, folder.Path, options);

        Assert.Equal(
            [(0, CompileEnd.Current), (1, CompileEnd.Compiled), (2, CompileEnd.Current)], report.Results.Select(result => (result.Level, result.End)));
        for (int level = 0; level <= 2; level++)
            Assert.Equal(ImportTruth.Used, ImportTruth.Of(Pythons.Any, folder.Path, level)[source]);
    }

    [PythonTheory]
    [InlineData(-1, 0)]
    [InlineData(-1, 999_999_999)]
    [InlineData(-1_500_000_000, 1)]
    [InlineData(0, 0)]
    [InlineData(1_700_000_000, 999_999_999)]
    [InlineData(4_294_967_295, 999_999_999)]
    [InlineData(4_294_967_296, 0)]
    [InlineData(4_294_967_301, 500_000_000)]
    [InlineData(10_000_000_000, 1)]
    public void Every_time_of_a_source_is_written_as_import_reads_it(long seconds, int nanoseconds)
    {
        using var folder = new TempFolder();
        var source = folder.Write("mod.py", "");
        Pythons.Run(FsPath.From(Pythons.Any), "import os, sys; os.utime(sys.argv[1], ns=(int(sys.argv[2]),) * 2)", source.ToString(), $"{((Int128)seconds * 1_000_000_000) + nanoseconds}");

        CompileRun.Of(Python, folder.Path);

        Assert.Equal(ImportTruth.Used, ImportTruth.Of(Pythons.Any, folder.Path)[source]);
        Assert.Equal(1, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
    }

    [PythonFact]
    public void Under_a_prefix_the_mirror_is_what_import_finds()
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        folder.Write("a/b/mod.py", "");
        folder.Write("mod.py", "");
        var options = new BytecodeOptions { CachePrefix = mirror / "not/there/yet" };

        Assert.Equal(2, CompileRun.Of(Python, folder.Path, options).Count(CompileEnd.Compiled));

        Assert.Equal(2, CompileRun.Of(Python, folder.Path, options).Count(CompileEnd.Current));
        Assert.Empty(PycFiles.In(folder.Path));
        Assert.All(ImportTruth.Of(Pythons.Any, folder.Path, prefix: options.CachePrefix), import => Assert.Equal(ImportTruth.Used, import.Value));
    }

    [PythonFact]
    public void A_prefix_that_cannot_be_written_is_told()
    {
        using var folder = new TempFolder();
        var source = folder.Write("mod.py", "");
        var prefix = folder.Write("file", "");
        Shell.Run("chmod 555 \"$1\"", folder.Folder("readonly").ToString());

        var blocked = Assert.Single(CompileRun.Of(Python, source, new BytecodeOptions { CachePrefix = prefix }).Results);
        var denied = ModeBits.Respect(() => Assert.Single(CompileRun.Of(Python, source, new BytecodeOptions { CachePrefix = folder / "readonly" }).Results));

        Assert.Equal(CompileReason.BlockedPath, blocked.Reason);
        Assert.Equal(CompileReason.Unwritable, denied.Reason);
        Assert.StartsWith($"cannot write `{folder / "readonly"}/", denied.Detail, StringComparison.Ordinal);
    }

    [PythonTheory]
    [InlineData("tree", "tree")]
    [InlineData("./tree/", "tree")]
    [InlineData("tree/pkg/..", "tree")]
    [InlineData("elsewhere/../tree/./pkg/../", "tree")]
    [InlineData("tree/pkg/../mod.py", "tree")]
    [InlineData("link", "link")]
    [InlineData("link/../", "link/..")]
    public void A_root_is_recorded_as_import_names_it(string root, string recorded)
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        foreach (var top in (FsPath[])[folder / "tree", elsewhere / "other", elsewhere.Path])
        {
            Directory.CreateDirectory((top / "pkg").ToString());
            File.WriteAllText((top / "mod.py").ToString(), "");
        }
        folder.Folder("elsewhere");
        folder.Link("link", elsewhere / "other");

        CompileRun.Of(Python, VerifyRun.Tree(folder.Path) with { Roots = [FsPath.From(root)] });

        Assert.Contains($"{folder / recorded}/mod.py", RecordedNames(Pythons.Any, folder / root.Replace("/mod.py", "", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    /// <summary>
    /// The oldest version whose compileall knows both, and the newest. The older ones also take single components out of a path that does not
    /// begin with the prefix (mended in 3.13); a separator at the end keeps compileall from stripping, where Kiln does as was meant.
    /// </summary>
    public static TheoryData<string, string?, string?> Rewritings
    {
        get
        {
            string[] pythons = [.. Pythons.Supported.Where(python => CompileRun.Interpreter(python) is { IsCPython: true, Version.Minor: >= 9 })];
            (string?, string?)[] rewritings = [("tree", null), (null, "/usr/lib"), (null, "rel"), ("tree", "/usr/lib"), ("tree", "/usr/lib/")];
            (string?, string?)[] sinceMended = [("tree/pkg", null), ("tr", null), ("elsewhere", null), ("elsewhere", "/usr/lib")];
            var data = new TheoryData<string, string?, string?>();
            foreach (string python in pythons.Take(1).Append(Pythons.Any).Distinct())
            {
                foreach (var (strip, prepend) in CompileRun.Interpreter(python).Version.Minor >= 13 ? [.. rewritings, .. sinceMended] : rewritings)
                    data.Add(python, strip, prepend);
            }
            return data;
        }
    }

    [PythonTheory]
    [MemberData(nameof(Rewritings))]
    public void File_names_in_code_are_rewritten_as_compileall_does(string python, string? strip, string? prepend)
    {
        using var folder = new TempFolder();
        folder.Write("tree/mod.py", "");
        folder.Write("tree/pkg/mod.py", "");
        folder.Write("tree/pkg/pkgs/mod.py", "");
        string? stripped = strip is null ? null : $"{folder.Path}/{strip}";

        CompileRun.Of(CompileRun.Interpreter(python), folder / "tree", new BytecodeOptions
        {
            StripPrefix = FsPath.From(stripped ?? ""),
            PrependPrefix = FsPath.From(prepend ?? ""),
        });
        string ours = RecordedNames(python, folder / "tree");
        Pythons.Run(
            FsPath.From(python), "import compileall, sys; compileall.compile_dir(sys.argv[1], quiet=2, force=True, stripdir=sys.argv[2] or None, prependdir=sys.argv[3] or None)",
            (folder / "tree").ToString(), stripped ?? "", prepend ?? "");

        Assert.Equal(RecordedNames(python, folder / "tree"), ours);
    }

    private static string RecordedNames(string python, FsPath root) => Pythons.Run(FsPath.From(python), """
        import marshal, os, sys
        for folder, folders, names in os.walk(sys.argv[1]):
            folders.sort()
            for name in names:
                if name.endswith('.pyc'):
                    with open(os.path.join(folder, name), 'rb') as file:
                        print(os.path.relpath(folder, sys.argv[1]), marshal.loads(file.read()[16:]).co_filename)
        """, root.ToString());
}
