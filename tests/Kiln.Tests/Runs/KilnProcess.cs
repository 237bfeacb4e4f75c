using System.Diagnostics;
using System.Runtime.InteropServices;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Kiln as a process in a process group of its own: the release binary that KILN_BINARY names, else the program built with the tests.</summary>
internal sealed class KilnProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _messages;

    private KilnProcess(Process process)
    {
        _process = process;
        _messages = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The program under test.</summary>
    public static string Program => Environment.GetEnvironmentVariable("KILN_BINARY") is { Length: > 0 } binary ? binary : ProcessRun.Kiln;

    /// <summary>Starts <c>kiln compile</c> on the folder <c>tree</c> of a test, whose folder <c>cache</c> remembers interpreters.</summary>
    public static KilnProcess Compile(TempFolder folder, FsPath python, params string[] options) =>
        Start(["compile", "--cache-dir", $"{folder / "cache"}", "-p", $"{python}", .. options, $"{folder / "tree"}"]);

    /// <summary>Starts it with these words.</summary>
    public static KilnProcess Start(params string[] words)
    {
        // Signals that whoever runs the tests ignores (nohup, a script's background) would be ignored here too.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,HUP", "setsid", Program, .. words]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new KilnProcess(Process.Start(start)!);
    }

    /// <summary>Waits so long; false if it is still there.</summary>
    public bool HasEndedWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for its end; its exit code, and what it wrote to stderr.</summary>
    public (int ExitCode, string Messages) End()
    {
        Assert.True(_process.WaitForExit(Patience), "it does not end");
        return (_process.ExitCode, _messages.Result);
    }

    /// <summary>Sends a signal to it alone.</summary>
    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    /// <summary>Sends a signal to it and all that it started, as a terminal does.</summary>
    public void SignalGroup(int signal) => Assert.Equal(0, Kill(-_process.Id, signal));

    public void Dispose()
    {
        if (!_process.HasExited)
            _ = Kill(-_process.Id, 9);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
