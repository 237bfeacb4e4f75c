using System.Text;
using Kiln.Compiler.Source;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// The engine that asks the target interpreter: drives one worker process, and replaces it when it died, hung or swelled. A file costs at most its worker.
/// </summary>
internal sealed class InterpreterCompiler : ISourceCompiler
{
    // A worker that holds more than this after a file does not give it back.
    private const long MostResident = 1L << 30;

    // Reading the resident size costs as much as a small file; only an answer or source this large can have moved it far.
    private const int WorthMeasuring = 256 * 1024;
    private const int PartSize = 256 * 1024;

    private readonly InterpreterInfo _interpreter;
    private readonly BytecodeOptions _options;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly Lock _lock = new();
    private WorkerProcess? _worker;
    private byte[] _part = new byte[PartSize];
    private bool _isCancelled;

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="UserErrorException">The interpreter does not start.</exception>
    public InterpreterCompiler(InterpreterInfo interpreter, BytecodeOptions options, CancellationToken cancellation)
    {
        _interpreter = interpreter;
        _options = options;
        _cancellation = cancellation.Register(Cancel);
        Replace();
    }

    /// <inheritdoc/>
    public CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code)
    {
        var worker = _worker ?? Replace();
        if (!worker.TryAsk(source, fileName, level, out var status, out long length))
            return Lost(worker);
        bool isCode = status == WorkerStatus.Code;
        var text = new StringBuilder();
        for (long rest = length; rest > 0;)
        {
            var part = _part.AsSpan(0, (int)Math.Min(rest, _part.Length));
            if (!worker.TryRead(part))
                return Lost(worker);
            if (isCode)
                code.Add(part);
            else
                text.Append(Io.Printable.Text(part));
            rest -= part.Length;
        }
        worker.Rest();
        long resident = Math.Max(source.Length, length) >= WorthMeasuring ? worker.ResidentBytes : 0;
        if (resident > MostResident)
            Drop(worker);
        return isCode ? default : Rejection(status, text.ToString(), source.Span, resident);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        lock (_lock)
            _worker?.Dispose();
    }

    /// <summary>
    /// MemoryError is also what the parser raises over a source that nests too deep; it means the machine only if the process is large.
    /// </summary>
    private static CompileAnswer Rejection(WorkerStatus status, string text, ReadOnlySpan<byte> source, long resident)
    {
        if (status == WorkerStatus.OutOfMemory && resident > MostResident / 4)
            return new CompileAnswer(CompileReason.OutOfMemory, text);
        bool isUndecodable = SourceEncoding.Judge(source) == SourceDecoding.Undecodable;
        return new CompileAnswer(isUndecodable ? CompileReason.Undecodable : CompileReason.SyntaxError, text);
    }

    private CompileAnswer Lost(WorkerProcess worker)
    {
        worker.Rest();
        var reason = worker.EndedFor == CompileReason.None ? CompileReason.Crashed : worker.EndedFor;
        string detail = reason switch
        {
            CompileReason.Timeout => $"not compiled within {_options.FileTimeout.TotalSeconds:0.#} s",
            CompileReason.OutOfMemory => "the machine's memory ran short",
            _ => $"the interpreter {worker.DescribeEnd()}",
        };
        Drop(worker);
        return new CompileAnswer(reason, detail);
    }

    private WorkerProcess Replace()
    {
        var worker = WorkerProcess.Start(_interpreter, _options);
        lock (_lock)
        {
            if (!_isCancelled)
                return _worker = worker;
        }
        worker.Dispose();
        throw new OperationCanceledException();
    }

    private void Drop(WorkerProcess worker)
    {
        lock (_lock)
            _worker = null;
        worker.Dispose();
    }

    private void Cancel()
    {
        lock (_lock)
        {
            _isCancelled = true;
            _worker?.Kill();
        }
    }
}
