using System.Buffers;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Source;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// The engine that asks the target interpreter: drives one worker process, and replaces it when it died, hung or swelled. A file costs at most its worker.
/// </summary>
internal sealed class InterpreterCompiler : ISourceCompiler
{
    // A worker that holds more than this after a file does not give it back.
    private const long MostResident = 1L << 30;

    // Reading the resident size costs as much as a small file, so it is done each time that so many bytes of source and code went through.
    private const int WorthMeasuring = 256 * 1024;
    private const string MemoryAdvice = "free some, or leave the file out with `--exclude`";
    private const int PartSize = 256 * 1024;
    private const int LargestKept = 4 * 1024 * 1024;
    private const int LargestHeld = 64 * 1024 * 1024;

    private readonly InterpreterInfo _interpreter;
    private readonly BytecodeOptions _options;
    private readonly CancellationToken _cancellation;
    private WorkerProcess? _worker;
    private readonly MarshalCanonicalizer? _canonicalizer;
    private ArrayBufferWriter<byte> _canonical = new();
    private byte[] _received = new byte[PartSize];
    private long _unmeasured;

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="UserErrorException">The interpreter does not start.</exception>
    public InterpreterCompiler(InterpreterInfo interpreter, BytecodeOptions options, StartNames startNames, CancellationToken cancellation)
    {
        _interpreter = interpreter;
        _options = options;
        _canonicalizer = interpreter.IsCPython ? new MarshalCanonicalizer(interpreter.Version.Minor, startNames.HasAny) : null;
        _cancellation = cancellation;
        _worker = Start();
    }

    /// <inheritdoc/>
    public CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code)
    {
        var worker = _worker ??= Start();
        if (!worker.TryAsk(source, fileName, level, out var status, out long length))
            return Lost(worker);
        string text = "";
        bool isWhole = status == WorkerStatus.Code ? TryReceiveCode(worker, length, code) : TryReceiveText(worker, length, out text);
        if (!isWhole)
            return Lost(worker);
        worker.Rest();
        if (IsBloated(worker, source.Length + length))
            Drop(worker);
        return status == WorkerStatus.Code ? default : Rejection(status, text, source.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();

    /// <summary>Code of a usual size comes whole and is made independent of what the worker did before; a giant goes to the file as it comes.</summary>
    private bool TryReceiveCode(WorkerProcess worker, long length, ICodeSink code)
    {
        if (_canonicalizer is not null && length <= LargestHeld)
        {
            if (!TryReceive(worker, length, out var whole))
                return false;
            _canonical.ResetWrittenCount();
            code.Add(_canonicalizer.TryCanonicalize(whole, _canonical) ? _canonical.WrittenSpan : whole);
            if (_canonical.Capacity > LargestKept)
                _canonical = new ArrayBufferWriter<byte>();
            return true;
        }
        for (long rest = length; rest > 0;)
        {
            if (!TryReceive(worker, Math.Min(rest, PartSize), out var part))
                return false;
            code.Add(part);
            rest -= part.Length;
        }
        return true;
    }

    private bool TryReceiveText(WorkerProcess worker, long length, out string text)
    {
        bool isWhole = TryReceive(worker, length, out var bytes);
        text = Printable.Text(bytes);
        return isWhole;
    }

    private bool TryReceive(WorkerProcess worker, long length, out Span<byte> bytes)
    {
        if (_received.Length < length || (_received.Length > LargestKept && length <= LargestKept))
            _received = new byte[Math.Max(length, PartSize)];
        bytes = _received.AsSpan(0, (int)length);
        return worker.TryRead(bytes);
    }

    private bool IsBloated(WorkerProcess worker, long moved)
    {
        _unmeasured += moved;
        if (_unmeasured < WorthMeasuring)
            return false;
        _unmeasured = 0;
        return worker.ResidentBytes > MostResident;
    }

    private static CompileAnswer Rejection(WorkerStatus status, string text, ReadOnlySpan<byte> source)
    {
        if (status == WorkerStatus.OutOfMemory)
            return new CompileAnswer(CompileReason.OutOfMemory, $"{text}; {MemoryAdvice}");
        bool isUndecodable = SourceEncoding.Judge(source) == SourceDecoding.Undecodable;
        return new CompileAnswer(isUndecodable ? CompileReason.Undecodable : CompileReason.SyntaxError, text);
    }

    private CompileAnswer Lost(WorkerProcess worker)
    {
        worker.Rest();
        var reason = worker.EndedFor == CompileReason.None ? CompileReason.Crashed : worker.EndedFor;
        string detail = reason switch
        {
            CompileReason.Timeout => $"not compiled within {_options.FileTimeout.TotalSeconds:0.#} s; KILN_COMPILE_BYTECODE_TIMEOUT sets another limit, 0 none",
            CompileReason.OutOfMemory => $"the machine's memory ran short; {MemoryAdvice}",
            _ => $"the interpreter {worker.DescribeEnd()}; leave the file out with `--exclude`",
        };
        Drop(worker);
        return new CompileAnswer(reason, detail);
    }

    private WorkerProcess Start() => WorkerProcess.Start(_interpreter, _options, _cancellation);

    private void Drop(WorkerProcess worker)
    {
        _worker = null;
        worker.Dispose();
    }
}
