namespace Kiln.Engine.Bytecode;

/// <summary>Folders still to be looked through, shared by threads that add to it while they take from it.</summary>
internal sealed class FolderQueue
{
    private readonly Stack<FolderJob> _jobs;
    private int _taken;

    public FolderQueue(IEnumerable<FolderJob> jobs) => _jobs = new Stack<FolderJob>(jobs);

    /// <summary>Adds a folder.</summary>
    public void Add(FolderJob job)
    {
        lock (_jobs)
        {
            _jobs.Push(job);
            Monitor.Pulse(_jobs);
        }
    }

    /// <summary>Takes a folder, waiting while others may still add some; null when all is done. What was taken is given back by <see cref="Done"/>.</summary>
    public FolderJob? Take()
    {
        lock (_jobs)
        {
            while (_jobs.Count == 0)
            {
                if (_taken == 0)
                    return null;
                Monitor.Wait(_jobs);
            }
            _taken++;
            return _jobs.Pop();
        }
    }

    /// <summary>A folder that was taken is finished.</summary>
    public void Done()
    {
        lock (_jobs)
        {
            if (--_taken == 0 && _jobs.Count == 0)
                Monitor.PulseAll(_jobs);
        }
    }
}
