using BenchmarkDotNet.Attributes;
using Kiln.Engine;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Benchmarks;

/// <summary>A frame to an interpreter and back, with a source of almost nothing: what a file costs beside its compiling. KILN_BENCH_PYTHON names the interpreter.</summary>
[MemoryDiagnoser]
public class WorkerBenchmarks
{
    private readonly byte[] _source = "answer = 42\n"u8.ToArray();
    private readonly byte[] _name = "/answer.py"u8.ToArray();
    private readonly NowhereSink _sink = new();
    private InterpreterCompiler _compiler = null!;

    [GlobalSetup]
    public void StartWorker()
    {
        string python = Environment.GetEnvironmentVariable("KILN_BENCH_PYTHON") ?? "/usr/bin/python3";
        using var cache = CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), FsPath.From("/")), isUnwanted: true);
        var interpreter = new InterpreterCache(cache).Get(FsPath.From(python));
        _compiler = new InterpreterCompiler(interpreter, new BytecodeOptions(), new StartNames(interpreter), CancellationToken.None);
    }

    [GlobalCleanup]
    public void EndWorker() => _compiler.Dispose();

    [Benchmark]
    public bool Ask_a_worker() => _compiler.Compile(_source, _name, 0, _sink).IsCompiled;

    private sealed class NowhereSink : ICodeSink
    {
        public void Add(ReadOnlySpan<byte> part)
        {
        }
    }
}
