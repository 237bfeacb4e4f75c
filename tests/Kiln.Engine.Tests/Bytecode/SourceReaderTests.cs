using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Sources that change while they are compiled, and sources that cannot be held.</summary>
public sealed class SourceReaderTests
{
    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    [PythonFact]
    public void A_source_too_large_for_any_compiler_is_told()
    {
        using var folder = new TempFolder();
        folder.Write("good.py", "");
        using (var file = File.Create((folder / "bad.py").ToString()))
            file.SetLength(3L << 30);

        var bad = CompileRun.AllButOne(CompileRun.Of(Python, folder.Path));

        Assert.Equal((CompileEnd.Failed, CompileReason.Unreadable, "it is too large"), (bad.End, bad.Reason, bad.Detail));
    }

    [PythonFact]
    public void What_is_deleted_between_the_walk_and_the_read_has_vanished()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 10; i++)
            folder.Write($"tree/mod{i}.py", $"x = {new string('1', 100 - i)}\n");
        folder.Write("tree/pkg/last.py", "");
        var reporter = new CountingReporter(done =>
        {
            if (done == 1)
                Directory.Delete((folder / "tree/pkg").ToString(), recursive: true);
            if (done == 2)
                File.Delete((folder / "tree/mod9.py").ToString());
        });

        var report = CompileRun.Of(Python, folder / "tree", new BytecodeOptions { Jobs = 1 }, reporter);

        Assert.Equal(9, report.Count(CompileEnd.Compiled));
        Assert.Equal(["mod9.py Skipped Vanished", "pkg/last.py Skipped Vanished"], CompileRun.Ends(report, folder / "tree").Where(end => end.Contains("Skipped")));
    }

    [PythonFact]
    public async Task Beside_somebody_who_changes_everything_no_wrong_bytecode_is_left()
    {
        using var folder = new TempFolder();
        var tree = folder.Folder("tree");
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(() => Churn(tree.ToString(), stop.Token));

        for (int run = 0; run < 10; run++)
        {
            var report = CompileRun.Of(Python, tree, new BytecodeOptions { Jobs = 2 });
            Assert.DoesNotContain(report.Results, result => result.End == CompileEnd.Failed);
        }
        stop.Cancel();
        await churn;

        Assert.Empty(PycFiles.Unloadable(Pythons.Any, tree));
        CompileRun.Of(Python, tree);
        Assert.All(ImportTruth.Of(Pythons.Any, tree), import => Assert.Equal(ImportTruth.Used, import.Value));
        Assert.Empty(Pythons.Run(FsPath.From(Pythons.Any), CompareWithSources, tree.ToString()));
    }

    /// <summary>Deletes, replaces, cuts and extends files and folders; no two contents of a file have one size.</summary>
    private static void Churn(string tree, CancellationToken stop)
    {
        var random = new Random(7);
        for (int i = 0; !stop.IsCancellationRequested || i < 1000; i++)
        {
            string folder = Path.Combine(tree, $"pkg{random.Next(5)}"), file = Path.Combine(folder, $"mod{random.Next(20)}.py");
            Directory.CreateDirectory(folder);
            switch (random.Next(12))
            {
                case 0:
                    TryDelete(folder);
                    break;
                case 1:
                    File.Delete(file);
                    break;
                case 2:
                    File.WriteAllText(file + ".new", Content(i));
                    File.Move(file + ".new", file, overwrite: true);
                    break;
                case 3 when Directory.Exists(Path.Combine(folder, "__pycache__")):
                    TryDelete(Path.Combine(folder, "__pycache__"));
                    break;
                default:
                    File.WriteAllText(file, Content(i));
                    break;
            }
        }
    }

    // Kiln writes into it meanwhile.
    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            Assert.True(Directory.Exists(folder));
        }
    }

    private static string Content(int i) => $"x = {i}\n{new string('#', i)}\n";

    private const string CompareWithSources = """
        import importlib.util, marshal, os, sys
        for folder, _, names in os.walk(sys.argv[1]):
            for path in (os.path.join(folder, name) for name in names if name.endswith('.py')):
                with open(path) as source, open(importlib.util.cache_from_source(path), 'rb') as pyc:
                    if compile(source.read(), path, 'exec') != marshal.loads(pyc.read()[16:]):
                        print(path)
        """;
}
