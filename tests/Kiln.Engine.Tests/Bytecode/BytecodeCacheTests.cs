using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Single sources whose code was compiled before, at another place: what is taken out of the cache, and what never is.</summary>
public sealed class BytecodeCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    public static TheoryData<InvalidationMode> Modes => [.. Enum.GetValues<InvalidationMode>()];

    /// <summary>The names of the second tree are longer than 255 bytes, or not ASCII, so that another kind of string holds them.</summary>
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void From_the_cache_come_the_bytes_that_compiling_in_place_writes(string python)
    {
        var interpreter = CompileRun.Interpreter(python);
        var names = (string[])["second", "zweitäß", new string('l', 120) + "/" + new string('m', 200)];
        Tree("first");
        Assert.Equal(4, Compile("first", interpreter: interpreter).Count(CompileEnd.Compiled));
        foreach (string name in names)
        {
            var tree = Tree(name);
            var cached = Compile(name, interpreter: interpreter);
            var bytes = Contents(tree);
            Assert.Equal((0, 4), (cached.Count(CompileEnd.Compiled), cached.Count(CompileEnd.Cached)));

            CompileRun.Of(interpreter, tree, new BytecodeOptions { Force = true });

            Assert.Equal(Contents(tree), bytes);
        }
    }

    [PythonTheory]
    [MemberData(nameof(Modes))]
    public void Each_mode_gets_its_header_whatever_the_mode_was_in_which_the_code_was_compiled(InvalidationMode mode)
    {
        Tree("first");
        var tree = Tree("second");
        Compile("first");

        var report = Compile("second", new BytecodeOptions { Mode = mode });

        Assert.Equal(4, report.Count(CompileEnd.Cached));
        Assert.All(ImportTruth.Of(Pythons.Any, tree), import => Assert.Equal(ImportTruth.Used, import.Value));
        Assert.All(PycFiles.In(tree), pyc => Assert.True(PycHeader.TryParse(File.ReadAllBytes(pyc), out var header) && header.Mode == mode));
    }

    [PythonFact]
    public void A_level_is_found_only_after_that_level_was_compiled()
    {
        Tree("first");
        Tree("second");
        Tree("third");
        Compile("first");

        Assert.Equal(4, Compile("second", new BytecodeOptions { Levels = [1] }).Count(CompileEnd.Compiled));
        var both = Compile("third", new BytecodeOptions { Levels = [1, 2] });

        Assert.Equal((4, 4), (both.Count(CompileEnd.Cached), both.Count(CompileEnd.Compiled)));
    }

    [PythonFact]
    public void A_source_that_was_changed_is_compiled_even_where_size_and_second_are_the_same()
    {
        var tree = Tree("first");
        Compile("first");
        File.WriteAllText((tree / "b.py").ToString(), "B = 'two'\n");
        CompileEnd[] ends = [.. Compile("first", new BytecodeOptions { Force = false }, prefix: "mirror").Results.Select(result => result.End)];

        Assert.Equal([CompileEnd.Cached, CompileEnd.Compiled, CompileEnd.Cached, CompileEnd.Cached], ends);
        Assert.Equal("two", Pythons.Run(FsPath.From(Pythons.Any), $"import sys; sys.pycache_prefix = {Quoted(_folder / "mirror")}; sys.path.insert(0, {Quoted(tree)}); import b; print(b.B)"));
    }

    [PythonFact]
    public void Interpreters_with_one_magic_number_do_not_get_each_others_code()
    {
        Tree("first");
        Tree("second");
        Compile("first");
        InterpreterInfo[] others =
        [
            Python with { Version = Python.Version with { Micro = Python.Version.Micro + 1 } },
            Python with { ImplementationName = "another" },
            Python with { Build = Python.Build + " patched" },
            Python with { AbiFlags = "t" },
        ];

        foreach (var other in others)
            Assert.False(Open(new BytecodeOptions(), other)!.MayHoldSources);
        Assert.False(Open(new BytecodeOptions { Engine = EngineChoice.Interpreter })!.MayHoldSources);
        Assert.False(Open(new BytecodeOptions { InterpreterFlags = ["no_debug_ranges"] })!.MayHoldSources);
        Assert.Equal(4, Compile("second").Count(CompileEnd.Cached));
    }

    [PythonFact]
    public void Damaged_entries_are_compiled_again_whichever_byte_is_wrong()
    {
        Tree("first");
        Compile("first");
        var expected = Contents(_folder / "first");
        string[] entries = [.. Directory.EnumerateFiles((_folder / "cache/bytecode-v1/sources").ToString(), "*", SearchOption.AllDirectories)];
        Assert.Equal(4, entries.Length);
        var random = new Random(8);
        for (int round = 0; round < 20; round++)
        {
            foreach (string entry in entries)
            {
                byte[] content = File.ReadAllBytes(entry);
                content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(entry, round % 5 == 4 ? content[..random.Next(content.Length)] : content);
            }
            foreach (string pyc in PycFiles.In(_folder / "first"))
                File.Delete(pyc);

            Assert.Equal(4, Compile("first").Count(CompileEnd.Compiled));
            Assert.Equal(expected, Contents(_folder / "first"));
        }
    }

    [PythonFact]
    public void Forced_runs_and_runs_without_cache_compile_and_only_the_forced_ones_fill_it()
    {
        Tree("first");
        Tree("second");
        using var none = CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), isUnwanted: true);
        Assert.Null(BytecodeCache.Open(none, Python, new BytecodeOptions(), isRefreshed: false));
        Assert.Null(BytecodeCache.Open(Cache(), Python, new BytecodeOptions(), isRefreshed: false, limitBytes: 0));
        Compile("first");

        Assert.Equal(4, Compile("second", new BytecodeOptions { Force = true }).Count(CompileEnd.Compiled));
        Assert.Equal(new BytecodeCounts(0, 8, 0, 0), BytecodeCache.CountsOf(Cache()) with { KeptBytes = 0 });
    }

    [PythonFact]
    public void Over_the_limit_what_was_not_used_for_longest_goes()
    {
        Tree("first");
        Compile("first");
        string[] Entries() => [.. Directory.EnumerateFiles((_folder / "cache/bytecode-v1/sources").ToString(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string[] before = Entries();
        File.SetLastWriteTimeUtc(before[1], DateTime.UnixEpoch);
        long size = before.Sum(entry => new FileInfo(entry).Length);
        _folder.Write("third/z.py", "Z = 1\n");

        using (var cache = BytecodeCache.Open(Cache(), Python, new BytecodeOptions(), isRefreshed: false, limitBytes: size))
            new BytecodeCompiler(Python, new BytecodeOptions(), new CountingReporter(), cache).Compile(VerifyRun.Tree(_folder / "third"), CancellationToken.None);

        Assert.DoesNotContain(before[1], Entries());
        Assert.True(Entries().Sum(entry => new FileInfo(entry).Length) <= size * 0.8);
    }

    [PythonFact]
    public void Where_it_cannot_be_written_all_is_compiled()
    {
        Tree("first");
        _folder.Write("cache/bytecode-v1", "no folder");

        Assert.Equal(4, Compile("first").Count(CompileEnd.Compiled));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The interpreter of the second run cannot be started; all that changes the code is as it was.</summary>
    [PythonFact]
    public void What_cannot_be_compiled_is_remembered_so_that_no_interpreter_starts_to_say_so_again()
    {
        Tree("first");
        _folder.Write("first/bad.py", "def f(:\n");
        _folder.Write("first/worse.py", "# -*- coding: no-such-coding -*-\n");
        var absent = Python with { Executable = _folder / "no-such-python" };
        var before = Compile("first");
        Assert.Equal((4, 2), (before.Count(CompileEnd.Compiled), before.Count(CompileEnd.Skipped)));

        var after = Compile("first", interpreter: absent);
        _folder.Write("first/bad.py", "def f(:\n\n");
        var changed = Compile("first", interpreter: absent);

        Assert.Equal((4, 2), (after.Count(CompileEnd.Current), after.Count(CompileEnd.Skipped)));
        Assert.Equal(Told(before), Told(after));
        Assert.Equal((1, 1), (changed.Count(CompileEnd.Failed), changed.Count(CompileEnd.Skipped)));

        static IEnumerable<string> Told(CompileReport report) =>
            report.Results.Where(result => result.End == CompileEnd.Skipped).Select(result => $"{result.Source} {result.Reason} {result.Detail}");
    }

    [PythonFact]
    public void Where_only_refusals_are_kept_no_code_is()
    {
        var tree = Tree("first");
        _folder.Write("first/bad.py", "def f(:\n");
        var options = new BytecodeOptions { KeepAllResults = true };
        using (var cache = BytecodeCache.OpenForRefusals(Cache(), Python, options))
            Assert.Equal(4, new BytecodeCompiler(Python, options, new CountingReporter(), cache).Compile(VerifyRun.Tree(tree), CancellationToken.None).Count(CompileEnd.Compiled));
        Array.ForEach(PycFiles.In(tree).ToArray(), File.Delete);

        var report = Compile("first");

        Assert.Equal((4, 0, 1), (report.Count(CompileEnd.Compiled), report.Count(CompileEnd.Cached), report.Count(CompileEnd.Skipped)));
    }

    private static string Quoted(FsPath path) => $"'{path}'";

    private FsPath Tree(string name)
    {
        _folder.Write($"{name}/a.py", "'''doc'''\ndef f(x):\n    def g():\n        return [y for y in x]\n    return g\nclass C:\n    def m(self): return __file__\n");
        _folder.Write($"{name}/b.py", "B = 'one'\n");
        _folder.Write($"{name}/pkg/__init__.py", "");
        _folder.Write($"{name}/pkg/mod.py", "try:\n    import os\nexcept ImportError as e:\n    raise\nassert os.name in {'posix', 'nt', 'java'}\n");
        return _folder / name;
    }

    private CacheFolder Cache() => CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), _folder / "cache");

    private BytecodeCache? Open(BytecodeOptions options, InterpreterInfo? interpreter = null) =>
        BytecodeCache.Open(Cache(), interpreter ?? Python, options, options.Force);

    private CompileReport Compile(string tree, BytecodeOptions? options = null, InterpreterInfo? interpreter = null, string? prefix = null)
    {
        var chosen = (options ?? new BytecodeOptions()) with { KeepAllResults = true, CachePrefix = prefix is null ? default : _folder / prefix };
        using var cache = Open(chosen, interpreter);
        return new BytecodeCompiler(interpreter ?? Python, chosen, new CountingReporter(), cache).Compile(VerifyRun.Tree(_folder / tree), CancellationToken.None);
    }

    private static string[] Contents(FsPath tree) => [.. PycFiles.In(tree).Select(path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}")];
}
