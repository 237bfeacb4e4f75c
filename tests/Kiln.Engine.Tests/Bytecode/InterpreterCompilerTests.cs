using System.Diagnostics;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>What workers do wrong while they compile: it costs at most the file at hand, and no process stays.</summary>
public sealed class InterpreterCompilerTests
{
    private static readonly BytecodeOptions Impatient = new() { FileTimeout = TimeSpan.FromSeconds(1) };

    [PythonTheory]
    [InlineData("os.kill(os.getpid(), 11)", "signal 11 (segmentation fault)")]
    [InlineData("os.kill(os.getpid(), 9)", "signal 9 (killed)")]
    [InlineData("sys.stderr.write('last words\\n'); os._exit(3)", "exit code 3: last words")]
    [InlineData("os.write(OUT, b'no answer at all'); time.sleep(1000)", "sent what is no answer")]
    [InlineData("os.write(OUT, struct.pack('<iq', 0, 1 << 40)); time.sleep(1000)", "sent what is no answer")]
    [InlineData("os.write(OUT, struct.pack('<iq', 1, 1 << 30)); time.sleep(1000)", "sent what is no answer")]
    [InlineData("os.write(OUT, struct.pack('<iq', 0, 100) + b'half'); os._exit(0)", "ended with exit code 0")]
    [InlineData("raise SystemExit('enough')", "ended with exit code 1: enough")]
    public void A_file_that_its_worker_dies_of_is_tried_once_more_and_costs_only_itself(string behaviour, string detail)
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 20);
        var python = FaultyPython.Make(folder, $"if name.endswith('/bad.py'): open('tries', 'a').write('x'); {behaviour}");

        var report = CompileRun.ByInterpreter(python, tree);

        var bad = CompileRun.AllButOne(report);
        Assert.Equal((tree / "bad.py", CompileEnd.Failed, CompileReason.Crashed), (bad.Source, bad.End, bad.Reason));
        Assert.Contains(detail, bad.Detail, StringComparison.Ordinal);
        Assert.Equal("xx", File.ReadAllText((folder / "tries").ToString()));
        Assert.True(Processes.AreGone(folder.Path.ToString()));
    }

    [PythonFact]
    public void A_folder_that_vanishes_while_its_files_are_compiled_costs_only_these()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 20);
        folder.Write("tree/gone/vanishing.py", "x = 1\n");
        var python = FaultyPython.Make(folder, "if name.endswith('/vanishing.py'): import shutil; shutil.rmtree(os.path.dirname(name), ignore_errors=True)");

        var report = CompileRun.ByInterpreter(python, tree);

        var bad = Assert.Single(report.Results, result => result.Source == tree / "gone/vanishing.py");
        Assert.NotEqual(CompileEnd.Compiled, bad.End);
        Assert.Equal(21, report.Count(CompileEnd.Compiled));
    }

    [PythonFact]
    public void A_file_that_kills_its_worker_once_is_compiled_by_the_next()
    {
        using var folder = new TempFolder();
        var python = FaultyPython.Make(folder, """
            if name.endswith('/bad.py') and not os.path.exists('once'):
                os.mkdir('once')
                os.abort()
            """);

        var report = CompileRun.ByInterpreter(python, Tree(folder, 20));

        Assert.Equal(21, report.Count(CompileEnd.Compiled));
    }

    [PythonTheory]
    [InlineData("time.sleep(1000)")]
    [InlineData("sum(range(10 ** 15))")]
    [InlineData("signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); time.sleep(1000)")]
    [InlineData("os.kill(os.getpid(), signal.SIGSTOP)")]
    [InlineData("os.close(OUT); time.sleep(1000)")]
    public void A_file_over_its_time_costs_only_itself(string behaviour)
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 20);
        var python = FaultyPython.Make(folder, $"if name.endswith('/bad.py'): {behaviour}");

        var report = CompileRun.ByInterpreter(python, tree, Impatient);

        var bad = CompileRun.AllButOne(report);
        Assert.Equal((tree / "bad.py", CompileEnd.Failed, CompileReason.Timeout), (bad.Source, bad.End, bad.Reason));
        Assert.Equal("not compiled within 1 s; KILN_COMPILE_BYTECODE_TIMEOUT sets another limit, 0 none", bad.Detail);
        Assert.True(report.Elapsed < TimeSpan.FromSeconds(20));
        Assert.True(Processes.AreGone(folder.Path.ToString()));
    }

    [PythonFact]
    public void What_code_prints_reaches_no_answer()
    {
        using var folder = new TempFolder();
        var python = FaultyPython.Make(folder, "print('noise' * 10000); os.write(1, b'noise' * 10000); sys.stderr.write('noise' * 10000)");

        var report = CompileRun.ByInterpreter(python, Tree(folder, 20));

        Assert.Equal(21, report.Count(CompileEnd.Compiled));
    }

    [PythonFact]
    public void A_worker_that_keeps_more_than_a_gibibyte_is_replaced()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 20);
        File.WriteAllText((tree / "bad.py").ToString(), "x = 1\n" + new string('#', 300_000));
        var python = FaultyPython.Make(folder, """
            open('pids', 'a').write('%d\n' % os.getpid())
            if name.endswith('/bad.py'): hoard.append(b'x' * (1100 << 20))
            """);

        var report = CompileRun.ByInterpreter(python, tree, new BytecodeOptions { Jobs = 1 });

        Assert.Equal(21, report.Count(CompileEnd.Compiled));
        string[] pids = File.ReadAllLines((folder / "pids").ToString());
        Assert.Equal(21, pids.Length);
        Assert.DoesNotContain(pids[0], pids[1..]);
        Assert.Single(pids[1..].Distinct());
    }

    [PythonFact]
    public void Many_small_files_that_add_up_are_noticed_too()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 120, size: 8_000);
        var python = FaultyPython.Make(folder, """
            open('pids', 'a').write('%d\n' % os.getpid())
            if not hoard and not os.path.exists('once'):
                os.mkdir('once')
                hoard.append(b'x' * (1100 << 20))
            """);

        CompileRun.ByInterpreter(python, tree, new BytecodeOptions { Jobs = 1 });

        Assert.Equal(2, File.ReadAllLines((folder / "pids").ToString()).Distinct().Count());
    }

    [PythonFact]
    public void Workers_killed_at_random_moments_lose_nothing()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 200);
        var python = FaultyPython.Make(folder, "pass");
        int kills = 0;
        var random = new Random(3);
        // The last ones are left alone, since a second try that is killed is a file lost.
        var reporter = new CountingReporter(done =>
        {
            if (done > 150 || random.Next(8) > 0)
                return;
            foreach (int id in Processes.With(folder.Path.ToString()))
                Processes.Kill(id);
            kills++;
        });

        var report = CompileRun.ByInterpreter(python, tree, new BytecodeOptions { Jobs = 2 }, reporter);

        Assert.True(kills > 8);
        Assert.Equal(201, report.Count(CompileEnd.Compiled));
        Assert.Empty(PycFiles.Unloadable(Pythons.Any, tree));
        Assert.True(Processes.AreGone(folder.Path.ToString()));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void An_expression_too_deep_for_the_interpreter_costs_only_itself(string python)
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 5);
        File.WriteAllText((tree / "bad.py").ToString(), "a" + string.Concat(Enumerable.Repeat(".a", 300_000)));

        var report = CompileRun.ByInterpreter(CompileRun.Interpreter(python), tree);

        var bad = CompileRun.AllButOne(report);
        Assert.Equal(tree / "bad.py", bad.Source);
        Assert.Contains(bad.Reason, new[] { CompileReason.Crashed, CompileReason.SyntaxError });
        Assert.Empty(PycFiles.Unloadable(python, tree));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void A_source_that_nests_too_deep_is_no_lack_of_memory(string python)
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 1);
        File.WriteAllText((tree / "bad.py").ToString(), new string('(', 150) + new string(')', 150) + "\n");

        var bad = CompileRun.ByInterpreter(CompileRun.Interpreter(python), tree).Results[0];

        Assert.True(bad.End == CompileEnd.Compiled || bad.Reason == CompileReason.SyntaxError, bad.ToString());
    }

    [PythonFact]
    public void A_lack_of_memory_is_told_as_such()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 5);
        var python = FaultyPython.Make(folder, """
            import resource
            resource.setrlimit(resource.RLIMIT_AS, (400 << 20, resource.RLIM_INFINITY))
            if name.endswith('/bad.py'):
                for i in range(100): hoard.append(b'x' * (10 << 20))
            """);

        var bad = CompileRun.AllButOne(CompileRun.ByInterpreter(python, tree));

        Assert.Equal((CompileEnd.Failed, CompileReason.OutOfMemory), (bad.End, bad.Reason));
        Assert.Equal("MemoryError: ; free some, or leave the file out with `--exclude`", bad.Detail);
    }

    [PythonFact]
    public async Task A_cancelled_run_ends_at_once_and_leaves_no_process()
    {
        using var folder = new TempFolder();
        var tree = Tree(folder, 20);
        using var source = new CancellationTokenSource();
        var python = FaultyPython.Make(folder, "if name.endswith('/m010.py'): open('stuck', 'w'); sum(range(10 ** 15))");
        var run = Task.Run(() => CompileRun.ByInterpreter(python, tree, cancellation: source.Token));
        Assert.True(SpinWait.SpinUntil(() => File.Exists((folder / "stuck").ToString()), TimeSpan.FromSeconds(30)));

        var time = Stopwatch.StartNew();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.True(time.Elapsed < TimeSpan.FromSeconds(1), $"{time.Elapsed}");
        Assert.True(Processes.AreGone(folder.Path.ToString()));
        Assert.Empty(Directory.GetDirectories(tree.ToString(), ".kiln-*"));
        Assert.Empty(PycFiles.Unloadable(Pythons.Any, tree));
    }

    /// <summary>A tree of its own beside the fake interpreter: <c>m000.py</c> … and <c>bad.py</c>.</summary>
    private static FsPath Tree(TempFolder folder, int count, int size = 0)
    {
        for (int i = 0; i < count; i++)
            folder.Write($"tree/m{i:d3}.py", $"x = {i}\n{new string('#', size)}\n");
        folder.Write("tree/bad.py", "bad = True\n");
        return folder / "tree";
    }
}
