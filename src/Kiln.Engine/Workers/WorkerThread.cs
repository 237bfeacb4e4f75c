using System.Runtime.ExceptionServices;

namespace Kiln.Engine.Workers;

/// <summary>A named thread whose failure is not lost: whoever joins it gets the exception.</summary>
internal sealed class WorkerThread
{
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    private WorkerThread(string name, Action work, int stackBytes)
    {
        _thread = new Thread(() => Run(work), stackBytes) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Starts a thread; <paramref name="stackBytes"/> 0 for the platform's own size.</summary>
    public static WorkerThread Start(string name, Action work, int stackBytes = 0) => new(name, work, stackBytes);

    /// <summary>Waits for the end, and throws what the thread threw.</summary>
    public void Join()
    {
        _thread.Join();
        _failure?.Throw();
    }

    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
