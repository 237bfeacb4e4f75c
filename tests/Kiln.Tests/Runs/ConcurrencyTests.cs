using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Several programs that write the same bytecode at once.</summary>
public sealed class ConcurrencyTests
{
    private const int Sources = 200;

    [NeedsTheory("setsid")]
    [InlineData(2)]
    [InlineData(8)]
    public void Several_runs_over_one_tree_get_along(int count)
    {
        using var folder = Tree();
        var runs = Enumerable.Range(0, count).Select(_ => KilnProcess.Compile(folder, FsPath.From(Pythons.Any))).ToList();

        foreach (var run in runs)
        {
            using (run)
            {
                var (exitCode, messages) = run.End();
                Assert.True(exitCode == 0, messages);
                Assert.DoesNotContain("skipped", messages, StringComparison.Ordinal);
            }
        }

        AssertWhole(folder);
    }

    [NeedsFact("setsid")]
    public void Beside_compileall_and_imports_it_gets_along()
    {
        using var folder = Tree();
        const string compileAll = "import compileall, sys; sys.exit(not compileall.compile_dir(sys.argv[1], quiet=1, force=True))";
        const string importAll = """
            import importlib, os, sys
            sys.dont_write_bytecode = False
            sys.path.insert(0, sys.argv[1])
            for i in range(200):
                assert importlib.import_module('pkg%d.mod%d' % (i % 5, i)).VALUE == i
            """;
        var others = new[] { compileAll, importAll, importAll }
            .Select(script => Task.Run(() => Pythons.Run(FsPath.From(Pythons.Any), script, (folder / "tree").ToString()))).ToArray();

        for (int i = 0; i < 3 || !others.All(other => other.IsCompleted); i++)
        {
            using var run = KilnProcess.Compile(folder, FsPath.From(Pythons.Any), "--force");
            var (exitCode, messages) = run.End();
            Assert.True(exitCode == 0, messages);
        }

        Task.WaitAll(others);
        AssertWhole(folder);
    }

    private static void AssertWhole(TempFolder folder)
    {
        Assert.Equal(Sources, PycFiles.In(folder / "tree").Count);
        Assert.Empty(PycFiles.Unloadable(Pythons.Any, folder / "tree"));
        Assert.All(ImportTruth.Of(Pythons.Any, folder / "tree"), import => Assert.Equal(ImportTruth.Used, import.Value));
        Assert.Empty(Directory.EnumerateFileSystemEntries((folder / "tree").ToString(), ".kiln-*", SearchOption.AllDirectories));
    }

    private static TempFolder Tree()
    {
        var folder = new TempFolder();
        for (int i = 0; i < Sources; i++)
            folder.Write($"tree/pkg{i % 5}/mod{i}.py", $"VALUE = {i}\n");
        Shell.Run("cd \"$1\" && chgrp 1 pkg0 && chmod 2775 pkg0", (folder / "tree").ToString());
        return folder;
    }
}
