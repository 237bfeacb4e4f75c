using BenchmarkDotNet.Attributes;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;

namespace Kiln.Benchmarks;

/// <summary>The check of one header, and the hash that the hash modes need instead.</summary>
[MemoryDiagnoser]
public class HeaderBenchmarks
{
    private const uint Magic = SourceTree.Magic;

    private readonly byte[] _header = new byte[PycHeader.SizeBytes];
    private readonly FileStatus _status = new() { ModifiedSeconds = 1_700_000_000, Size = 4096 };
    private readonly byte[] _source = new byte[4096];

    [GlobalSetup]
    public void WriteHeader() => PycHeader.Timestamp(Magic, 1_700_000_000, 4096).WriteTo(_header);

    [Benchmark]
    public bool Check_a_timestamp_header() => PycCheck.IsCurrent(_header, Magic, _status);

    [Benchmark]
    public ulong Hash_a_source_of_4_KiB() => SourceHash.Compute(_source, Magic, SipHashRounds.OneThree);
}
