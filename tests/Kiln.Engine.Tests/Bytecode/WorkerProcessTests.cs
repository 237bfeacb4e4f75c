using System.Diagnostics;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Interpreters that do not become workers: the run ends, says why, and leaves no process.</summary>
public sealed class WorkerProcessTests
{
    [PythonTheory]
    [InlineData("exit 3", "it ended with exit code 3", null)]
    [InlineData("echo oh no >&2; exit 1", "it ended with exit code 1", "oh no")]
    [InlineData("kill -9 $$", "it ended with signal 9 (killed)", null)]
    [InlineData("exec sleep 1000", "it said nothing within 0.5 s", null)]
    [InlineData("echo looking for a license >&2; sleep 1000 & wait", "it said nothing within 0.5 s", "looking for a license")]
    [InlineData("echo hello; exec sleep 1000", "it said nothing within 0.5 s", "hello\\n")]
    [InlineData("echo hello, world; exec sleep 1000", "it answers as no Python does", "hello, world\\n")]
    [InlineData("exec >&-; exec sleep 1000", "it answers as no Python does", null)]
    [InlineData("exec yes", "it answers as no Python does", "y\\ny\\n")]
    public void A_program_that_is_no_Python_is_told_with_what_it_printed(string script, string reason, string? printed)
    {
        using var folder = new TempFolder();
        var python = FaultyPython.OfScript(folder, $": {folder.Path}; {script}");

        var failure = FailureOf(python, folder);

        Assert.Equal($"cannot compile with `{python.Executable}`: {reason}", failure.Message);
        Assert.Contains(printed ?? "", failure.Details ?? "", StringComparison.Ordinal);
        Assert.Equal(printed is null, failure.Details is null);
        Assert.Equal($"try whether it runs: `{python.Executable} -I -S -c pass`", failure.Hint);
    }

    [PythonFact]
    public void Another_magic_number_than_before_is_another_Python()
    {
        using var folder = new TempFolder();
        var python = FaultyPython.Make(folder, "pass");
        python = python with { Magic = python.Magic + 1 };

        Assert.Equal($"`{python.Executable}` is another Python than it was when Kiln asked it", FailureOf(python, folder).Message);
    }

    [PythonTheory]
    [InlineData("echo print > it", "permission denied")]
    [InlineData("rm -f it", "no such file or directory")]
    [InlineData("mkdir it", "it is a folder")]
    [InlineData("echo nonsense > it; chmod 755 it", "it is no program of this machine")]
    [InlineData("printf '\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\363\\0' > it; head -c 200 /dev/zero >> it; chmod 755 it", "it is no program of this machine")]
    [InlineData("printf '#!/no/such/python\\n' > it; chmod 755 it", "the program or loader that has to run it is missing")]
    [InlineData("sed 's|/lib64/ld-linux|/lib64/no-linux|' /bin/true > it; chmod 755 it", "the program or loader that has to run it is missing")]
    public void A_program_that_cannot_be_started_is_told_with_the_reason(string make, string reason)
    {
        using var folder = new TempFolder();
        Assert.True(Shell.Run($"cd '{folder.Path}' && {{ {make}; }}").Status?.IsSuccess);
        var python = CompileRun.Interpreter(Pythons.Any) with { Executable = folder / "it" };

        Assert.Equal($"cannot start `{python.Executable}`: {reason}", FailureOf(python, folder).Message, ignoreCase: true);
    }

    [PythonFact]
    public void A_worker_that_does_not_read_is_over_its_time()
    {
        using var folder = new TempFolder();
        uint magic = CompileRun.Interpreter(Pythons.Any).Magic;
        string hello = string.Concat(BitConverter.GetBytes(magic).Select(value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0')));
        var python = FaultyPython.OfScript(folder, $": {folder.Path}; printf 'KILN{hello}'; exec sleep 1000");
        folder.Write("tree/large.py", new string('#', 1_000_000));

        var result = Assert.Single(CompileRun.ByInterpreter(python, folder / "tree", new BytecodeOptions { FileTimeout = TimeSpan.FromSeconds(1) }).Results);

        Assert.Equal(CompileReason.Timeout, result.Reason);
        Assert.True(Processes.AreGone(folder.Path.ToString()));
    }

    [PythonFact]
    public async Task A_start_can_be_cancelled()
    {
        using var folder = new TempFolder();
        folder.Write("tree/mod.py", "");
        var python = FaultyPython.OfScript(folder, $"cd '{folder.Path}'; : > started; exec sleep 1000");
        using var source = new CancellationTokenSource();
        var run = Task.Run(() => CompileRun.ByInterpreter(python, folder / "tree", cancellation: source.Token));
        Assert.True(SpinWait.SpinUntil(() => File.Exists((folder / "started").ToString()), TimeSpan.FromSeconds(30)));

        var time = Stopwatch.StartNew();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.True(time.Elapsed < TimeSpan.FromSeconds(1), $"{time.Elapsed}");
    }

    /// <summary>Compiles two files, which both have to fail for this one reason.</summary>
    private static UserErrorException FailureOf(InterpreterInfo python, TempFolder folder)
    {
        folder.Write("tree/a.py", "");
        folder.Write("tree/b.py", "");

        var report = CompileRun.ByInterpreter(python, folder / "tree", new BytecodeOptions { StartTimeout = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(["a.py Failed InterpreterBroken", "b.py Failed InterpreterBroken"], CompileRun.Ends(report, folder / "tree"));
        Assert.True(Processes.AreGone(folder.Path.ToString()));
        Assert.All(report.Results, result => Assert.Equal(report.StartFailure!.Message, result.Detail));
        return report.StartFailure!;
    }
}
