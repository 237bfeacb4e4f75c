using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>A sample of what bench/conformance proves over whole libraries: Kiln writes what the interpreter's own compileall writes.</summary>
public sealed class ConformanceTests
{
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Bytecode_is_what_compileall_writes_with_one_job_and_with_two(string python)
    {
        using var tree = new ConformanceTree(python);
        var expected = tree.ByCompileAll();
        var written = tree.ByKiln(jobs: 1);
        var again = tree.ByKiln(jobs: 2);

        Assert.True(expected.Count > 50);
        Assert.Equal(expected.Keys, written.Keys);
        Assert.Equal(expected.Keys, again.Keys);
        string[] unlikeOneJob = Unequal(written, again);
        string[] unlikeCompileAll = Unequal(written, expected);
        Assert.All(tree.Differences(unlikeOneJob.Select(path => (written[path], again[path]))), Assert.Empty);
        Assert.All(tree.Differences(unlikeCompileAll.Select(path => (written[path], expected[path]))), Assert.Empty);

        // PyPy's bytes hang on which names its process has interned; CPython's to 3.10 hang on that and more, and are made canonical.
        var interpreter = CompileRun.Interpreter(python);
        if (interpreter.IsCPython)
            Assert.Empty(unlikeOneJob);
        if (interpreter.IsCPython && interpreter.Version.Minor >= 11)
            Assert.All(unlikeCompileAll, path => Assert.Equal(tree.ByCompileAll(SourceOf(path))[path], written[path]));
    }

    private static string[] Unequal(SortedDictionary<string, byte[]> some, SortedDictionary<string, byte[]> others) =>
        [.. some.Keys.Where(path => !some[path].AsSpan().SequenceEqual(others[path]))];

    private static string SourceOf(string bytecode)
    {
        string name = Path.GetFileName(bytecode);
        return Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(bytecode))!, name[..name.IndexOf('.')] + ".py");
    }
}
