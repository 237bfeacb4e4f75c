using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Bytecode;

/// <summary>Takes several threads through the folders of a selection.</summary>
internal static class FolderWalk
{
    // Beyond this the threads wait for each other in the kernel.
    private const int MostThreads = 8;

    /// <summary>
    /// Makes a visitor for each thread and shows it folder after folder; each folder is seen by one of them.
    /// Visitors add the folders below to the queue that they were made with.
    /// </summary>
    public static IReadOnlyList<TVisitor> Run<TVisitor>(
        SourceSelection selection,
        int? jobs,
        Func<FolderQueue, TVisitor> make,
        Action<TVisitor, FolderJob> visit,
        CancellationToken cancellation)
    {
        var queue = new FolderQueue(JobsOf(selection));
        int count = Math.Clamp(jobs ?? Environment.ProcessorCount, 1, MostThreads);
        var visitors = Enumerable.Range(0, count).Select(_ => make(queue)).ToList();
        var threads = visitors.Skip(1).Select(visitor => WorkerThread.Start("kiln-scan", () => Drain(visitor))).ToList();
        Drain(visitors[0]);
        threads.ForEach(thread => thread.Join());
        return visitors;

        void Drain(TVisitor visitor)
        {
            while (queue.Take() is { } job)
            {
                try
                {
                    if (!cancellation.IsCancellationRequested)
                        visit(visitor, job);
                }
                finally
                {
                    queue.Done();
                }
            }
        }
    }

    private static List<FolderJob> JobsOf(SourceSelection selection)
    {
        var jobs = new List<FolderJob>();
        var named = new HashSet<FsPath>();
        FsPath walked = default;
        foreach (var (path, given) in selection.Roots.Select(root => (Path: selection.Absolute(root), root)).OrderBy(root => root.Path))
        {
            // A root inside another one is walked once.
            if (!walked.IsEmpty && path.IsWithin(walked))
                continue;
            if (FileSystem.IsFolder(path))
            {
                walked = path;
                jobs.Add(new FolderJob(path, given, path.Length));
            }
            else if (named.Add(path))
            {
                jobs.Add(new FolderJob(path.Parent, given.Parent, path.Parent.Length, [Terminated(path)]));
            }
        }
        jobs.AddRange(selection.Files.Where(named.Add).GroupBy(file => file.Parent)
            .Select(group => new FolderJob(group.Key, group.Key, group.Key.Length, [.. group.Select(Terminated)])));
        return jobs;
    }

    private static byte[] Terminated(FsPath path) => [.. path.Name, 0];
}
