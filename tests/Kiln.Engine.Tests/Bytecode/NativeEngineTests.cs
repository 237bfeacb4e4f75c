using Kiln.Compiler;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>When Kiln compiles by itself, and what it leaves to the interpreter.</summary>
public sealed class NativeEngineTests
{
    private const string Module = "class C:\n    def f(self, x=[1]):\n        return [y for y in x if y > 1]\n";

    [NativeFact]
    public void Of_a_proven_version_no_interpreter_compiles()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        using var cache = CacheOf(folder);
        var interpreter = CompileRun.Interpreter(Pythons.Native!);
        _ = CompileRun.ByChoice(interpreter, tree, new BytecodeOptions { Cache = cache });

        // Its self-check is remembered by the base executable; this one could not compile anything.
        var mute = FaultyPython.OfScript(folder, "exit 1", Pythons.Native) with { BaseExecutable = interpreter.BaseExecutable };
        var report = CompileRun.ByChoice(mute, tree, new BytecodeOptions { Cache = cache, Force = true });

        Assert.True(report.IsNative);
        Assert.Equal((30, 0), (report.Count(CompileEnd.Compiled), report.Results.Count(result => result.End != CompileEnd.Compiled)));
        Assert.Empty(PycFiles.Unloadable(Pythons.Native!, tree));
    }

    [NativeFact]
    public void Both_engines_write_the_same_bytes()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        var interpreter = CompileRun.Interpreter(Pythons.Native!);

        var native = BytesAfter(interpreter, tree, EngineChoice.Native);
        var theirs = BytesAfter(interpreter, tree, EngineChoice.Interpreter);

        Assert.Equal(30, native.Count);
        Assert.Equal(theirs, native);
    }

    [NativeFact]
    public void What_it_is_not_sure_of_goes_to_the_interpreter()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        folder.Write("tree/named.py", "größe = 1\n");
        folder.Write("tree/wrong.py", "def f(:\n");

        var report = CompileRun.Of(CompileRun.Interpreter(Pythons.Native!), tree, new BytecodeOptions { Engine = EngineChoice.Native });

        Assert.Equal(31, report.Count(CompileEnd.Compiled));
        var wrong = CompileRun.AllButOne(report);
        Assert.Equal((CompileEnd.Skipped, CompileReason.SyntaxError), (wrong.End, wrong.Reason));
        Assert.Equal([(RejectReason.SyntaxError, 1), (RejectReason.NonAsciiIdentifier, 1)], report.HandedBack.Select(entry => (entry.Key, entry.Value)).Order());
    }

    [NativeFact]
    public void Where_the_self_check_disagrees_the_interpreter_compiles()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        using var cache = CacheOf(folder);
        var other = FaultyPython.Make(folder, "if name == 'loops.py': source = b'pass'", Pythons.Native);

        var report = CompileRun.ByChoice(other, tree, new BytecodeOptions { Cache = cache });

        Assert.False(report.IsNative);
        Assert.Equal(30, report.Count(CompileEnd.Compiled));
    }

    [NativeFact]
    public void A_self_check_of_another_executable_or_compiler_is_made_again()
    {
        using var folder = new TempFolder();
        using var cache = CacheOf(folder);
        var interpreter = CompileRun.Interpreter(Pythons.Native!);
        var memory = new ProofMemory(cache);
        memory.Remember(interpreter, new Target(13, 7));

        Assert.Equal(7, memory.Recall(interpreter)?.LikeMicro);
        Assert.Null(memory.Recall(interpreter with { Build = "another" }));
        Assert.Null(memory.Recall(interpreter with { BaseExecutable = FsPath.From("/bin/sh") }));
        foreach (string entry in Directory.GetFiles(cache.Path.ToString(), "*.json", SearchOption.AllDirectories))
            File.WriteAllText(entry, "{ damaged");
        Assert.Null(memory.Recall(interpreter));
    }

    [NativeFact]
    public void What_no_engine_of_ours_knows_is_refused_where_it_was_asked_for()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        var free = CompileRun.Interpreter(Pythons.Native!) with { IsGilDisabled = true };

        var forced = CompileRun.Of(free, tree, new BytecodeOptions { Engine = EngineChoice.Native });
        var usual = CompileRun.ByChoice(free, tree);

        Assert.Contains("without the global interpreter lock", forced.StartFailure?.Message, StringComparison.Ordinal);
        Assert.Equal((false, 30), (usual.IsNative, usual.Count(CompileEnd.Compiled)));
    }

    [NativeFact]
    public void Differences_between_the_engines_are_told_and_the_interpreter_is_right()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder);
        var other = FaultyPython.Make(folder, "if name.endswith('mod7.py'): source = b'x = 5'", Pythons.Native);

        var report = CompileRun.Of(other, tree, new BytecodeOptions { ComparesEngines = true });

        Assert.Equal((30, 30), (report.Count(CompileEnd.Compiled), report.Comparison!.Compared));
        Assert.Contains("mod7.py (level 0): co_", Assert.Single(report.Comparison.Differences), StringComparison.Ordinal);
        Assert.Equal("5", Pythons.Run(FsPath.From(Pythons.Native!), "import sys; sys.path.insert(0, sys.argv[1]); import mod7; print(mod7.x)", tree.ToString()));
    }

    private static CacheFolder CacheOf(TempFolder folder) => WheelCaches.Locate(folder / "cache");

    private static FsPath Tree(TempFolder folder)
    {
        var tree = folder / "tree";
        for (int number = 0; number < 30; number++)
            folder.Write($"tree/mod{number}.py", $"'Module {number}.'\n{Module}");
        return tree;
    }

    private static SortedDictionary<string, string> BytesAfter(InterpreterInfo interpreter, FsPath tree, EngineChoice engine)
    {
        var report = CompileRun.Of(interpreter, tree, new BytecodeOptions { Engine = engine, Force = true });
        Assert.Equal(engine == EngineChoice.Native, report.IsNative);
        return new(Directory.GetFiles(tree.ToString(), "*.pyc", SearchOption.AllDirectories)
            .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path))), StringComparer.Ordinal);
    }
}
