using System.Text;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>What a walk takes for a source, whatever its name, and what not.</summary>
public sealed class FolderScanTests
{
    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    [PythonFact]
    public void What_is_no_file_is_skipped()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        elsewhere.Write("inner/mod.py", "");
        folder.Write("mod.py", "");
        folder.Write("folder.py/mod.py", "");
        Shell.Run($"""
            cd '{folder.Path}'
            mkfifo fifo.py
            ln -s mod.py linked.py
            ln -s nowhere dangling.py
            ln -s loop.py loop.py
            ln -s folder.py folder-link.py
            ln -s '{elsewhere.Path}/inner' folder-link
            ln -s . self
            ln mod.py hard.py
            '{Pythons.Any}' -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket.py")'
            mknod device.py c 1 3 || mkfifo device.py
            """);

        var report = CompileRun.Of(Python, folder.Path);

        Assert.Equal(
            [
                "dangling.py Skipped NotAFile", "device.py Skipped NotAFile", "fifo.py Skipped NotAFile", "folder-link.py Skipped NotAFile",
                "folder.py/mod.py Compiled", "hard.py Compiled", "linked.py Compiled", "loop.py Skipped NotAFile", "mod.py Compiled", "socket.py Skipped NotAFile",
            ],
            CompileRun.Ends(report, folder.Path));
        Assert.Empty(PycFiles.In(elsewhere.Path));
        Assert.Equal(4, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
    }

    [PythonFact]
    public void Names_of_any_bytes_are_compiled_and_keep_their_bytes_in_tracebacks()
    {
        using var folder = new TempFolder();
        byte[][] names = [.. ((string[])["new\nline", "tab\t", "it's", "\"quoted\"", "two words", "$HOME", "-v", "*", "caf\u00e9", "日本", "a.b.c", ""])
            .Select(name => Encoding.UTF8.GetBytes(name + ".py")), [0xff, 0xfe, .. ".py"u8], [0xed, 0xa0, 0x80, .. ".py"u8]];
        foreach (byte[] name in names)
            Write(folder.Path.Append(name));

        Assert.Equal(names.Length, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Compiled));

        Assert.Equal(names.Length, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
        var truth = ImportTruth.Of(Pythons.Any, folder.Path);
        Assert.Equal(names.Length, truth.Count);
        Assert.All(truth, import => Assert.Equal(ImportTruth.Used, import.Value));
        Assert.Empty(Pythons.Run(FsPath.From(Pythons.Any), RecordedNames, folder.Path.ToString()));
    }

    [PythonTheory]
    [InlineData(235, CompileEnd.Compiled)]
    [InlineData(236, CompileEnd.Compiled)]
    [InlineData(242, CompileEnd.Compiled)]
    [InlineData(243, CompileEnd.Skipped)]
    [InlineData(250, CompileEnd.Skipped)]
    [InlineData(255, CompileEnd.Skipped)]
    public void A_name_too_long_for_bytecode_is_skipped(int length, CompileEnd end)
    {
        using var folder = new TempFolder();
        var python = Python with { CacheTag = "cpython-313" };
        folder.Write(new string('m', length - 3) + ".py", "");

        var result = Assert.Single(CompileRun.Of(python, folder.Path).Results);

        Assert.Equal((end, end == CompileEnd.Skipped ? CompileReason.NameTooLong : CompileReason.None), (result.End, result.Reason));
    }

    [PythonFact]
    public void A_thousand_levels_deep_is_compiled()
    {
        using var folder = new TempFolder();
        var path = folder.Path;
        for (int i = 0; i < 1000; i++)
        {
            path /= "sub12345";
            Assert.False(FileSystem.MakeFolder(path).IsError);
        }
        Write(path / "mod.py");
        Write(folder / "mod.py");

        Assert.Equal(2, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Compiled));

        Assert.Equal(2, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
        Assert.True(FileSystem.IsFile(path / "__pycache__" / $"mod.{Python.CacheTag}.pyc"));
    }

    [PythonFact]
    public void Files_named_twice_are_compiled_once()
    {
        using var folder = new TempFolder();
        var file = folder.Write("mod.py", "");
        var selection = VerifyRun.Tree(folder.Path) with { Roots = [file, file], Files = [file] };

        Assert.Single(CompileRun.Of(Python, selection).Results);
        Assert.Single(CompileRun.Of(Python, selection with { Roots = [file, folder.Path], Files = [] }).Results);
    }

    [PythonFact]
    public void Listed_files_that_are_gone_are_vanished()
    {
        using var folder = new TempFolder();
        var file = folder.Write("mod.py", "");
        var selection = VerifyRun.Tree(folder.Path) with { Roots = [], Files = [file, folder / "gone.py", folder / "gone/mod.py", folder / "mod.py/mod.py"] };

        var ends = CompileRun.Ends(CompileRun.Of(Python, selection), folder.Path);

        Assert.Equal(["gone.py Skipped Vanished", "gone/mod.py Skipped Vanished", "mod.py Compiled", "mod.py/mod.py Skipped Vanished"], ends.Order());
    }

    [PythonFact]
    public void A_run_without_work_starts_no_process_and_allocates_next_to_nothing_for_a_source()
    {
        const int count = 3000;
        using var folder = new TempFolder();
        for (int i = 0; i < count; i++)
            folder.Write($"pkg{i % 30}/mod{i}.py", "");
        CompileRun.Of(Python, folder.Path);
        var broken = FaultyPython.OfScript(folder, "echo started >> \"$(dirname \"$0\")/started\"");
        var compiler = new BytecodeCompiler(broken, new BytecodeOptions { Jobs = 1, Engine = EngineChoice.Interpreter }, new CountingReporter());
        var selection = VerifyRun.Tree(folder.Path);
        compiler.Compile(selection, CancellationToken.None);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var report = compiler.Compile(selection, CancellationToken.None);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(count, report.Count(CompileEnd.Current));
        Assert.False(File.Exists((folder / "started").ToString()));
        // 64 kB of source buffer, 16 kB of names, and some for each of 30 folders.
        Assert.True(allocated < 200_000, $"{allocated} bytes, {allocated / count} a source");
    }

    [PythonTheory]
    [InlineData(1, 10, 1)]
    [InlineData(40, 10, 1)]
    [InlineData(1, 2_000_000, 1)]
    [InlineData(40, 100_000, 4)]
    public void There_are_no_more_workers_than_work(int count, int size, int workers)
    {
        using var folder = new TempFolder();
        for (int i = 0; i < count; i++)
            folder.Write($"tree/mod{i}.py", new string('#', size));
        string real = Pythons.Any;
        var python = FaultyPython.OfScript(folder, $"echo x >> '{folder / "started"}'; exec '{real}' \"$@\"");

        CompileRun.ByInterpreter(python, folder / "tree", new BytecodeOptions { Jobs = 4 });

        Assert.Equal(workers, File.ReadAllLines((folder / "started").ToString()).Length);
    }

    private const string RecordedNames = """
        import importlib.util, marshal, os, sys
        root = os.fsencode(sys.argv[1])
        for name in os.listdir(root):
            if name.endswith(b'.py'):
                path = os.fsdecode(os.path.join(root, name))
                with open(importlib.util.cache_from_source(path), 'rb') as file:
                    code = marshal.loads(file.read()[16:])
                if code.co_filename != path:
                    print(ascii(path), ascii(code.co_filename))
        """;

    private static void Write(FsPath path) => Assert.False(FileSystem.WriteAll(path, "x = 1\n"u8).IsError);
}
