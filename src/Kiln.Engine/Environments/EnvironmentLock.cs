using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// The exclusive right to change an environment, between processes of Kiln and uv. It lies in the environment itself, so that processes
/// that share no temporary folder see it too:
/// <code>
/// virtual environment    ROOT/.lock                                  (uv's own place)
/// --target, --prefix     FOLDER/.lock                                (uv's own place)
/// other Pythons          TEMP/uv-DIGEST.lock                         (uv's own place), and
///                        site-packages/.lock                         where that can be made
/// </code>
/// As in uv, a lock that cannot be had in time, or cannot be made at all, is a warning and not the end: a crashed holder on a network
/// disk must not lock everyone out forever.
/// </summary>
public sealed class EnvironmentLock : IDisposable
{
    /// <summary>How long uv waits where UV_LOCK_TIMEOUT does not say.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromMinutes(5);

    private const string FileName = ".lock";

    private readonly IReadOnlyList<FileLock> _held;

    private EnvironmentLock(IReadOnlyList<FileLock> held, bool isWithAnother) => (_held, IsWithAnother) = (held, isWithAnother);

    /// <summary>False if nobody is kept out: there could be no lock, or it was not let go in time. A warning said so.</summary>
    public bool IsHeld => _held.Count > 0;

    /// <summary>True if another process did not let it go: that one may still be in the middle of a change.</summary>
    public bool IsWithAnother { get; }

    /// <summary>Locks an environment, or a Python of the system.</summary>
    public static EnvironmentLock Take(InterpreterInfo interpreter, Surroundings surroundings, LockWait wait, IReporter reporter)
    {
        if (interpreter.IsVirtualEnvironment)
            return TakeIn(interpreter.Prefix, wait, reporter);
        // First uv's, then ours: everyone in the same order, so that no two wait for each other.
        FsPath[] places = [surroundings.TemporaryFolder / UvLockName.For(interpreter.Executable), interpreter.Paths.Purelib / FileName];
        return Take(interpreter.Prefix, places, wait, reporter);
    }

    /// <summary>Locks a folder that packages are installed into: an environment's root, <c>--target</c>, <c>--prefix</c>. It must exist.</summary>
    public static EnvironmentLock TakeIn(FsPath folder, LockWait wait, IReporter reporter) =>
        Take(folder, [folder / FileName], wait, reporter);

    /// <summary>Lets the others go on.</summary>
    public void Dispose()
    {
        foreach (var held in _held)
            held.Dispose();
    }

    private static EnvironmentLock Take(FsPath environment, FsPath[] places, LockWait wait, IReporter reporter)
    {
        bool isTold = false;
        bool isWithAnother = false;
        wait = wait with { Began = TellOnce };
        var held = new List<FileLock>();
        var last = FileError.None;
        try
        {
            foreach (var place in places)
            {
                var error = FileLock.Take(place, wait, out var taken);
                isWithAnother |= error.Fault == FileFault.Busy;
                if (error.Fault == FileFault.Busy)
                    reporter.Warn(NotLetGo(environment, place, wait.Limit));
                if (taken is not null)
                    held.Add(taken);
                last = error.IsError ? error : last;
            }
        }
        catch (OperationCanceledException)
        {
            held.ForEach(static taken => taken.Dispose());
            throw;
        }
        if (held.Count == 0 && last.Fault != FileFault.Busy)
            reporter.Warn($"cannot lock `{environment}` against other installers (`{places[^1]}`: {last.Reason}); going on without the lock");
        return new EnvironmentLock(held, isWithAnother);

        void TellOnce()
        {
            if (!isTold)
                reporter.Warn($"another process is changing `{environment}`; waiting for it");
            isTold = true;
        }
    }

    private static string NotLetGo(FsPath environment, FsPath place, TimeSpan limit) =>
        $"another process still holds `{environment}` after {limit.TotalSeconds:0} seconds (lock `{place}`); going on without the lock, `KILN_LOCK_TIMEOUT` sets how long to wait";
}
