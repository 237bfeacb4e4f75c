namespace Kiln.Engine.Workers;

/// <summary>
/// Threads that share a stack of jobs, each thread with scratch memory of its own. A job may add further ones: those are taken first,
/// so that what was begun is finished before something new is.
/// </summary>
/// <param name="makeScratch">Makes the scratch memory of a thread.</param>
/// <param name="busy">Is told how many threads have a job, whenever that changes; null where nobody asks.</param>
internal sealed class JobCrew<TScratch>(Func<TScratch> makeScratch, Action<int>? busy = null)
{
    private readonly Stack<Action<TScratch>> _jobs = new();
    private int _working;
    private int _busy;

    /// <summary>Adds a job. Jobs hand their expected failures on themselves; what they throw ends the crew.</summary>
    public void Add(Action<TScratch> job)
    {
        lock (_jobs)
        {
            _jobs.Push(job);
            Monitor.Pulse(_jobs);
        }
    }

    /// <summary>Keeps the crew waiting for a job that somebody else will add before he calls <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_jobs)
            _working++;
    }

    /// <summary>Takes back a <see cref="Hold"/>.</summary>
    public void Release() => EndJob(isDone: true);

    /// <summary>Works until no job is left, on this thread and so many others.</summary>
    public void Run(string name, int otherThreads)
    {
        var threads = Enumerable.Range(0, otherThreads).Select(_ => WorkerThread.Start(name, Work)).ToArray();
        Work();
        foreach (var thread in threads)
            thread.Join();
    }

    private void Work()
    {
        var scratch = makeScratch();
        while (Take() is { } job)
        {
            bool isDone = false;
            try
            {
                job(scratch);
                isDone = true;
            }
            finally
            {
                Rest();
                EndJob(isDone);
            }
        }
    }

    private Action<TScratch>? Take()
    {
        lock (_jobs)
        {
            while (_jobs.Count == 0 && _working > 0)
                Monitor.Wait(_jobs);
            if (!_jobs.TryPop(out var job))
                return null;
            _working++;
            busy?.Invoke(++_busy);
            return job;
        }
    }

    private void Rest()
    {
        if (busy is null)
            return;
        lock (_jobs)
            busy(--_busy);
    }

    private void EndJob(bool isDone)
    {
        lock (_jobs)
        {
            _working--;
            if (!isDone)
                _jobs.Clear();
            if (_working == 0 || !isDone)
                Monitor.PulseAll(_jobs);
        }
    }
}
