using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Kiln.Engine.Io;

/// <summary>
/// A program started by Kiln, with its standard input and output as plain blocking byte streams; its standard error is drained beside.
/// Every member may be called from any thread, in any order, also after the program has ended or was disposed of.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private const int ErrorOutputKept = 64 * 1024;

    // A program is ended with SIGKILL; it is still there after that time only if the kernel holds it (a dead network mount).
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Thread _errorReader;
    private readonly OutputTail _errorOutput = new(ErrorOutputKept);
    private readonly Lock _gate = new();
    private ExitStatus? _status;
    private bool _isDisposed;

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        // The base streams: the StreamReader and StreamWriter around them would buffer.
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        var errors = process.StandardError.BaseStream;
        _errorReader = new Thread(() => Drain(errors), maxStackSize: 128 * 1024) { IsBackground = true, Name = $"stderr of {Id}" };
        _errorReader.Start();
    }

    /// <summary>The system's number of the process.</summary>
    public int Id { get; }

    /// <summary>Its standard input. A write after its end throws an <see cref="IOException"/>.</summary>
    public Stream Input { get; }

    /// <summary>Its standard output. A read ends, with 0 bytes, once the program and those it started have ended.</summary>
    public Stream Output { get; }

    /// <summary>The last 64 KiB that it wrote to its standard error so far.</summary>
    public byte[] ErrorOutput => _errorOutput.ToArray();

    /// <summary>How it ended; null while it runs.</summary>
    public ExitStatus? Status
    {
        get
        {
            lock (_gate)
                return _status ??= !_isDisposed && _process.HasExited ? new ExitStatus(_process.ExitCode) : null;
        }
    }

    /// <summary>Starts a program; false, with the reason in words, where that is not possible.</summary>
    public static bool TryStart(ProgramCall call, [NotNullWhen(true)] out ChildProcess? child, [NotNullWhen(false)] out string? reason)
    {
        child = null;
        reason = WhyNot(call);
        if (reason is not null)
            return false;
        try
        {
            child = new ChildProcess(Process.Start(ToStartInfo(call))!);
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            // Process wraps the system's answer in a sentence of its own that repeats the path.
            reason = exception is Win32Exception system ? Describe(system.NativeErrorCode, call.Executable) : exception.Message;
            return false;
        }
    }

    /// <summary>Ends the program, and those that it started, at once. A read or write that waits for it ends too.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is Win32Exception or AggregateException or InvalidOperationException)
            {
                // It ended by itself meanwhile, or a program that it started belongs to somebody else.
            }
        }
    }

    /// <summary>Waits for its end; false if it still runs after that time.</summary>
    public bool WaitForExit(TimeSpan timeout)
    {
        try
        {
            return Status is not null || _process.WaitForExit(timeout);
        }
        catch (InvalidOperationException)
        {
            return true; // Disposed of meanwhile.
        }
    }

    /// <summary>Bytes of memory that it holds now; 0 when it has ended.</summary>
    public long ResidentBytes()
    {
        if (Status is not null)
            return 0;
        if (OperatingSystem.IsLinux())
            return ResidentPages() * Environment.SystemPageSize;
        lock (_gate)
        {
            if (_isDisposed)
                return 0;
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
    }

    /// <summary>Waits, at most <paramref name="timeout"/>, until all that the program wrote to its standard error is in <see cref="ErrorOutput"/>.</summary>
    public void WaitForErrorOutput(TimeSpan timeout) => _errorReader.Join(timeout);

    /// <summary>Ends the program if it still runs.</summary>
    public void Dispose()
    {
        if (Status is null)
        {
            Kill();
            _ = WaitForExit(EndingTime);
        }
        _ = Status;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _process.Dispose();
        }
        // A stream's Dispose waits for the read that another thread is in, and that one for whatever else holds the other end: a program
        // that this one left behind, and that Kill could no longer find. Not here.
        ThreadPool.UnsafeQueueUserWorkItem(_ => CloseStreams(), null);
    }

    private void CloseStreams()
    {
        Input.Dispose();
        Output.Dispose();
    }

    private static string? WhyNot(ProgramCall call)
    {
        // Process takes text only. A name that is not UTF-8 would become another name.
        if (!Utf8.IsValid(call.Executable.Bytes) || !Utf8.IsValid(call.WorkingFolder.Bytes))
            return "its path is not valid UTF-8";
        return call.Executable.IsAbsolute ? null : "its path is not absolute";
    }

    private static string Describe(int error, FsPath executable)
    {
        const int notFound = 2, noFormat = 8;
        return error switch
        {
            _ when FileSystem.IsFolder(executable) => "it is a folder",
            notFound when FileSystem.Exists(executable) => "the program or loader that has to run it is missing",
            noFormat when !OperatingSystem.IsWindows() => "it is no program of this machine",
            _ => new Win32Exception(error).Message,
        };
    }

    private static ProcessStartInfo ToStartInfo(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.Executable.ToSystemString(), call.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = call.WorkingFolder.ToSystemString(),
        };
        foreach (var (name, value) in call.EnvironmentChanges)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }
        return start;
    }

    private void Drain(Stream errors)
    {
        var buffer = new byte[4096];
        try
        {
            using (errors)
            {
                for (int count = errors.Read(buffer); count > 0; count = errors.Read(buffer))
                    _errorOutput.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // What was read until now is all that there is.
        }
    }

    /// <summary>The second number of <c>/proc/PID/statm</c> (proc_pid_statm(5)): size, resident, …</summary>
    private long ResidentPages()
    {
        if (FileSystem.ReadAll(FsPath.From($"/proc/{Id}/statm"), out var content).IsError)
            return 0;
        var numbers = content.AsSpan();
        numbers = numbers[(numbers.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(numbers, out long pages, out _) ? pages : 0;
    }
}
