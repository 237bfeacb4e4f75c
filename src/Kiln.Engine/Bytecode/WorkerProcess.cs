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
    private static readonly string Script = ReadScript();

    private readonly ChildProcess _process;
    private readonly TimeSpan _limit;
    private readonly Timer _deadline;
    private readonly Timer _memoryWatch;
    private readonly Lock _lock = new();
    private readonly byte[] _head = new byte[WorkerFrame.RequestSize];
    private bool _isBusy;

    private WorkerProcess(ChildProcess process, TimeSpan limit)
    {
        _process = process;
        _limit = limit;
        _deadline = new Timer(_ => End(CompileReason.Timeout));
        _memoryWatch = new Timer(_ => EndIfMemoryIsShort());
    }

    /// <summary>Why the guard ended the process; <see cref="CompileReason.None"/> if it did not.</summary>
    public CompileReason EndedFor { get; private set; }

    /// <summary>What it holds now, in bytes.</summary>
    public long ResidentBytes => _process.ResidentBytes();

    /// <summary>Starts an interpreter and waits until it says hello.</summary>
    /// <exception cref="UserErrorException">It does not start, says something else, or another magic number than it was known for.</exception>
    public static WorkerProcess Start(InterpreterInfo interpreter, BytecodeOptions options)
    {
        var flags = options.InterpreterFlags.SelectMany(flag => (string[])["-X", flag]);
        var call = new ProgramCall
        {
            Executable = interpreter.Executable,
            Arguments = ["-I", "-S", "-B", "-X", "utf8", .. flags, "-c", Script],
        };
        if (!ChildProcess.TryStart(call, out var process, out string? reason))
            throw new UserErrorException($"cannot start `{interpreter.Executable}`: {reason}");
        var worker = new WorkerProcess(process, options.FileTimeout);
        try
        {
            worker.Greet(interpreter);
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads the head of the answer; false if the process is gone.</summary>
    public bool TryAsk(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, out WorkerStatus status, out long length)
    {
        status = default;
        length = 0;
        WorkerFrame.WriteRequest(_head, level, (int)Math.Ceiling(_limit.TotalSeconds), fileName.Length, source.Length);
        Watch(source.Length);
        try
        {
            _process.Input.Write(_head);
            _process.Input.Write(fileName.Span);
            _process.Input.Write(source.Span);
            _process.Input.Flush();
            return TryRead(_head.AsSpan(0, WorkerFrame.AnswerSize)) && WorkerFrame.TryReadAnswer(_head, out status, out length);
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

    /// <summary>How the process ended, with the last it printed.</summary>
    public string DescribeEnd()
    {
        _process.WaitForExit(EndingTime);
        _process.WaitForErrorOutput(EndingTime);
        string end = _process.Status is { } status ? $"ended with {status}" : "does not end";
        string printed = Printable.Text(_process.ErrorOutput.AsSpan().Trim("\r\n\t "u8));
        return printed.Length == 0 ? end : $"{end}: {printed}";
    }

    /// <summary>Ends the process at once, from any thread.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public void Dispose()
    {
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

    private void Greet(InterpreterInfo interpreter)
    {
        Watch(sourceSize: 0);
        Span<byte> hello = stackalloc byte[WorkerFrame.HelloSize];
        int count = 0;
        try
        {
            count = _process.Output.ReadAtLeast(hello, hello.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // It is gone: what it printed says why.
        }
        Rest();
        if (count < hello.Length || !hello.StartsWith(WorkerFrame.Hello))
            throw NotAWorker(interpreter, hello[..count]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(hello[4..]) != interpreter.Magic)
            throw new UserErrorException($"`{interpreter.Executable}` is another Python than it was when Kiln asked it") { Hint = "run the command again" };
    }

    private UserErrorException NotAWorker(InterpreterInfo interpreter, ReadOnlySpan<byte> said)
    {
        string what = EndedFor == CompileReason.Timeout ? $"it said nothing within {_limit.TotalSeconds:0.#} s" : DescribeEnd();
        return new UserErrorException($"cannot compile with `{interpreter.Executable}`: {what}")
        {
            Details = said.IsEmpty ? null : Printable.Text(said),
            Hint = "does this Python start by hand with `-I -S -c pass`?",
        };
    }

    private void Watch(int sourceSize)
    {
        lock (_lock)
            _isBusy = true;
        if (_limit > TimeSpan.Zero)
            _deadline.Change(_limit, Timeout.InfiniteTimeSpan);
        if (sourceSize >= WatchedSourceSize)
            _memoryWatch.Change(MemoryWatchPeriod, MemoryWatchPeriod);
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
