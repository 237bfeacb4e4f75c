using System.Diagnostics;
using System.Text;
namespace Kiln.Engine.Io;
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _p; private readonly StringBuilder _err = new();
    private ChildProcess(Process p) { _p = p; p.ErrorDataReceived += (_, e) => { if (e.Data != null) lock (_err) _err.AppendLine(e.Data); }; p.BeginErrorReadLine(); }
    public static ChildProcess Start(FsPath exe, IEnumerable<string> args)
    {
        var i = new ProcessStartInfo(exe.ToSystemString()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in args) i.ArgumentList.Add(a);
        return new ChildProcess(Process.Start(i)!);
    }
    public Stream Input => _p.StandardInput.BaseStream;
    public Stream Output => _p.StandardOutput.BaseStream;
    public string ErrorText { get { lock (_err) return _err.ToString(); } }
    public string ExitText => _p.HasExited ? $"ended with {_p.ExitCode}" : "runs";
    public void Kill() { try { _p.Kill(); } catch (InvalidOperationException) { } }
    public void WaitForExit(TimeSpan t) => _p.WaitForExit(t);
    public long ResidentBytes() { _p.Refresh(); return _p.HasExited ? 0 : _p.WorkingSet64; }
    public void Dispose() { Kill(); _p.WaitForExit(); _p.Dispose(); }
}
