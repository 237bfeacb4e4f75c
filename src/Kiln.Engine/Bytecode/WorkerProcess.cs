using System.Buffers.Binary;
using System.Reflection;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// One running interpreter with <c>worker.py</c> in it, isolated (-I -S -B, UTF-8): no environment variable, <c>.pth</c> file or
/// sitecustomize acts on it. A guard ends it when it overstays its time or eats the machine's memory; whoever waits for an answer then sees the end.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    // Above this the interpreter may need gigabytes (a literal of 10 MB: 1 to 5 GB), so free memory is watched meanwhile.
    private const int WatchedSourceSize = 512 * 1024;
    private static readonly TimeSpan MemoryWatchPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(2);

    // A timer takes no more than 49 days.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(30);
    private const int MostShown = 1000;
    private static readonly string Script = ReadScript();

    private readonly ChildProcess _process;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly Timer _deadline;
    private readonly Timer _memoryWatch;
    private readonly Lock _lock = new();
    private readonly byte[] _head = new byte[WorkerFrame.RequestSize];
    private bool _isBusy;
    private long _busySince;
    private TimeSpan _allowed;
    private bool _isGarbled;

    private WorkerProcess(ChildProcess process, TimeSpan limit, CancellationToken cancellation)
    {
        _process = process;
        _limit = limit < LongestLimit ? limit : TimeSpan.Zero;
        _deadline = new Timer(_ => EndIfOverdue());
        _memoryWatch = new Timer(_ => EndIfMemoryIsShort());
        _cancellation = cancellation.Register(process.Kill);
    }

    /// <summary>Why the guard ended the process; <see cref="CompileReason.None"/> if it did not.</summary>
    public CompileReason EndedFor { get; private set; }

    /// <summary>What it holds now, in bytes.</summary>
    public long ResidentBytes => _process.ResidentBytes();

    /// <summary>Starts an interpreter and waits until it says hello. A cancellation ends it, now or later.</summary>
    /// <exception cref="UserErrorException">It does not start, says something else, or another magic number than it was known for.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it said hello.</exception>
    public static WorkerProcess Start(InterpreterInfo interpreter, BytecodeOptions options, CancellationToken cancellation)
    {
        var flags = options.InterpreterFlags.SelectMany(flag => (string[])["-X", flag]);
        var call = new ProgramCall
        {
            Executable = interpreter.Executable,
            Arguments = ["-I", "-S", "-B", "-X", "utf8", .. flags, "-c", Script],
        };
        if (!ChildProcess.TryStart(call, out var process, out string? reason))
            throw new UserErrorException($"cannot start `{interpreter.Executable}`: {reason}");
        var worker = new WorkerProcess(process, options.FileTimeout, cancellation);
        try
        {
            if (worker.Greet(interpreter, options.StartTimeout) is not { } refusal)
                return worker;
            cancellation.ThrowIfCancellationRequested();
            throw refusal;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads the head of the answer; false if the process is gone, or answers what is none.</summary>
    public bool TryAsk(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, out WorkerStatus status, out long length)
    {
        status = default;
        length = 0;
        WorkerFrame.WriteRequest(_head, level, (int)Math.Ceiling(_limit.TotalSeconds), fileName.Length, source.Length);
        Watch(_limit, source.Length);
        try
        {
            _process.Input.Write(_head);
            _process.Input.Write(fileName.Span);
            _process.Input.Write(source.Span);
            _process.Input.Flush();
            if (!TryRead(_head.AsSpan(0, WorkerFrame.AnswerSize)))
                return false;
            _isGarbled = !WorkerFrame.TryReadAnswer(_head, out status, out length);
            return !_isGarbled;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads the next bytes of the answer; false if the process is gone.</summary>
    public bool TryRead(Span<byte> buffer)
    {
        try
        {
            return _process.Output.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The answer is read: until the next request nothing limits the process.</summary>
    public void Rest()
    {
        lock (_lock)
            _isBusy = false;
        _deadline.Change(Timeout.Infinite, Timeout.Infinite);
        _memoryWatch.Change(Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>What became of a process that no longer answers, with the last it printed; it is ended if it has not.</summary>
    public string DescribeEnd()
    {
        bool hasEnded = !_isGarbled && _process.WaitForExit(EndingTime);
        string end = hasEnded ? $"ended with {_process.Status}" : _isGarbled ? "sent what is no answer" : "closed its output";
        string printed = Printed();
        return printed.Length == 0 ? end : $"{end}: {printed}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        _deadline.Dispose();
        _memoryWatch.Dispose();
        EndIdle();
        _process.Dispose();
    }

    /// <summary>An idle worker ends as soon as its input does, which is cheaper than finding and killing it.</summary>
    private void EndIdle()
    {
        lock (_lock)
        {
            if (_isBusy || EndedFor != CompileReason.None)
                return;
        }
        try
        {
            _process.Input.Dispose();
            _process.WaitForExit(EndingTime / 10);
        }
        catch (IOException)
        {
            // It is gone already.
        }
    }

    /// <summary>Waits for the hello; what is wrong with it, if something is.</summary>
    private UserErrorException? Greet(InterpreterInfo interpreter, TimeSpan limit)
    {
        Watch(limit, sourceSize: 0);
        Span<byte> said = stackalloc byte[1024];
        int count = 0;
        try
        {
            count = _process.Output.ReadAtLeast(said, WorkerFrame.HelloSize, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // It is gone: what it printed says why.
        }
        Rest();
        said = said[..count];
        if (count != WorkerFrame.HelloSize || !said.StartsWith(WorkerFrame.Hello))
            return NotAWorker(interpreter, limit, said);
        return BinaryPrimitives.ReadUInt32LittleEndian(said[4..]) == interpreter.Magic
            ? null
            : new UserErrorException($"`{interpreter.Executable}` is another Python than it was when Kiln asked it") { Hint = "run the command again" };
    }

    private UserErrorException NotAWorker(InterpreterInfo interpreter, TimeSpan limit, ReadOnlySpan<byte> said)
    {
        string what = EndedFor == CompileReason.Timeout ? $"it said nothing within {limit.TotalSeconds:0.#} s"
            : said.IsEmpty && _process.WaitForExit(EndingTime) ? $"it ended with {_process.Status}"
            : "it answers as no Python does";
        string printed = Printable.Text(said) + Printed();
        return new UserErrorException($"cannot compile with `{interpreter.Executable}`: {what}")
        {
            Details = printed.Length == 0 ? null : $"it printed: {printed}",
            Hint = $"try whether it runs: `{interpreter.Executable} -I -S -c pass`",
        };
    }

    /// <summary>Ends the process, so that its standard error ends too.</summary>
    private string Printed()
    {
        _process.Kill();
        _process.WaitForErrorOutput(EndingTime);
        var printed = _process.ErrorOutput.AsSpan().Trim("\r\n\t "u8);
        return printed.Length <= MostShown ? Printable.Text(printed) : $"… {Printable.Text(printed[^MostShown..])}";
    }

    private void Watch(TimeSpan limit, int sourceSize)
    {
        lock (_lock)
        {
            _isBusy = true;
            _busySince = TimeProvider.System.GetTimestamp();
            _allowed = limit;
        }
        if (limit > TimeSpan.Zero)
            _deadline.Change(limit, Timeout.InfiniteTimeSpan);
        if (sourceSize >= WatchedSourceSize)
            _memoryWatch.Change(MemoryWatchPeriod, MemoryWatchPeriod);
    }

    private void EndIfOverdue()
    {
        // A timer that fired as the last answer came may find the next file under way.
        lock (_lock)
        {
            if (TimeProvider.System.GetElapsedTime(_busySince) < _allowed / 2)
                return;
        }
        End(CompileReason.Timeout);
    }

    private void EndIfMemoryIsShort()
    {
        if (MachineMemory.AvailableBytes() < MachineMemory.ReserveBytes)
            End(CompileReason.OutOfMemory);
    }

    private void End(CompileReason reason)
    {
        lock (_lock)
        {
            // The answer may have come while the timer fired.
            if (!_isBusy || EndedFor != CompileReason.None)
                return;
            EndedFor = reason;
        }
        _process.Kill();
    }

    private static string ReadScript()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Kiln.Engine.Bytecode.worker.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
