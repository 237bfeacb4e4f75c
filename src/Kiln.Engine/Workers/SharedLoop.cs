namespace Kiln.Engine.Workers;

/// <summary>A loop whose rounds are shared by several threads: each takes the next one that nobody has taken.</summary>
internal static class SharedLoop
{
    private const int MostThreads = 8;

    /// <summary>The numbers of some jobs, the biggest first: one may be as big as all others together.</summary>
    public static int[] BiggestFirst(int count, Func<int, int> sizeOf) => [.. Enumerable.Range(0, count).OrderByDescending(sizeOf)];

    /// <summary>Runs all rounds, on this thread and others; what a round throws ends the loop and is thrown here.</summary>
    /// <param name="name">Of the other threads.</param>
    /// <param name="rounds">The number of rounds.</param>
    /// <param name="worthAThread">So many rounds are worth another thread.</param>
    /// <param name="round">Does a round, by its number; called from several threads.</param>
    public static void Run(string name, int rounds, int worthAThread, Action<int> round)
    {
        int next = -1;
        void Take()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < rounds;)
                    round(i);
            }
            finally
            {
                Volatile.Write(ref next, rounds);
            }
        }

        int threads = Math.Clamp(Math.Min(Environment.ProcessorCount, rounds / worthAThread), 1, MostThreads);
        var others = Enumerable.Range(1, threads - 1).Select(_ => WorkerThread.Start(name, Take)).ToList();
        try
        {
            Take();
        }
        finally
        {
            others.ForEach(thread => thread.Join());
        }
    }
}
