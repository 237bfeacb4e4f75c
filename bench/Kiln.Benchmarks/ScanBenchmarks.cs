using BenchmarkDotNet.Attributes;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;

namespace Kiln.Benchmarks;

/// <summary>A run with nothing to do: one stat and one read of 16 bytes a source. Allocation must not grow with the files.</summary>
[MemoryDiagnoser]
public class ScanBenchmarks
{
    private SourceTree _tree = null!;
    private SourceSelection _selection = null!;
    private SourceScanner _scanner = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void MakeTree()
    {
        _tree = new SourceTree();
        _selection = new SourceSelection { Roots = [FsPath.From(_tree.Root)], CurrentFolder = FsPath.From("/") };
        var format = new BytecodeFormat(SourceTree.Magic, SourceTree.Tag, LikeMinor: 12);
        _scanner = new SourceScanner(format, new BytecodeOptions { Jobs = Threads });
    }

    [GlobalCleanup]
    public void RemoveTree() => _tree.Dispose();

    [Benchmark(OperationsPerInvoke = SourceTree.Folders * SourceTree.FilesPerFolder)]
    public int Scan_a_current_tree() => _scanner.Scan(_selection, found: null, CancellationToken.None).Sum(scan => scan.Current);
}
