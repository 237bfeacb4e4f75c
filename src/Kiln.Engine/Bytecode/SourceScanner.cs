using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Bytecode;

/// <summary>Finds the sources of a selection, and those among them whose bytecode is not current, on several threads.</summary>
internal sealed class SourceScanner(BytecodeFormat format, BytecodeOptions options)
{
    // Beyond this the threads wait for each other in the kernel.
    private const int MostThreads = 8;

    /// <summary>
    /// Walks the selection; what each thread found is in its <see cref="FolderScan"/>.
    /// <paramref name="found"/> is told from any thread the size of each source to be compiled, while the walk goes on.
    /// </summary>
    public IReadOnlyList<FolderScan> Scan(SourceSelection selection, Action<long>? found, CancellationToken cancellation)
    {
        var queue = new FolderQueue(JobsOf(selection));
        var exclusion = new SourceExclusion(selection.Exclude);
        var naming = new PycNaming(format.CacheTag, options.CachePrefix);
        int count = Math.Clamp(options.Jobs ?? Environment.ProcessorCount, 1, MostThreads);
        var scans = Enumerable.Range(0, count).Select(_ => new FolderScan(format, options, naming, exclusion, queue, found)).ToList();
        var threads = scans.Skip(1).Select(scan => WorkerThread.Start("kiln-scan", () => Drain(scan, queue, cancellation))).ToList();
        Drain(scans[0], queue, cancellation);
        threads.ForEach(thread => thread.Join());
        return scans;
    }

    private static void Drain(FolderScan scan, FolderQueue queue, CancellationToken cancellation)
    {
        while (queue.Take() is { } job)
        {
            try
            {
                if (!cancellation.IsCancellationRequested)
                    scan.Scan(job);
            }
            finally
            {
                queue.Done();
            }
        }
    }

    private static List<FolderJob> JobsOf(SourceSelection selection)
    {
        var jobs = new List<FolderJob>();
        FsPath walked = default;
        foreach (var (path, given) in selection.Roots.Select(root => (Path: Absolute(root, selection.CurrentFolder), root)).OrderBy(root => root.Path))
        {
            // A root inside another one is walked once.
            if (!walked.IsEmpty && path.IsWithin(walked))
                continue;
            if (FileSystem.IsFolder(path))
            {
                walked = path;
                jobs.Add(new FolderJob(path, given, path.Length));
            }
            else
            {
                jobs.Add(new FolderJob(path.Parent, given.Parent, path.Parent.Length, [Terminated(path)]));
            }
        }
        jobs.AddRange(selection.Files.GroupBy(file => file.Parent)
            .Select(group => new FolderJob(group.Key, group.Key, group.Key.Length, [.. group.Distinct().Select(Terminated)])));
        return jobs;
    }

    private static byte[] Terminated(FsPath path) => [.. path.Name, 0];

    /// <summary>A root as the user named it, made absolute by name alone.</summary>
    public static FsPath Absolute(FsPath root, FsPath currentFolder)
    {
        var bytes = root.Bytes;
        while (bytes.StartsWith("./"u8))
            bytes = bytes[2..].TrimStart((byte)'/');
        return bytes.IsEmpty || bytes.SequenceEqual("."u8) ? currentFolder : currentFolder.Append(bytes);
    }
}
