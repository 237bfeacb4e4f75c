using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>Puts the files of wheels in place, on several threads, each with the bytecode that the cache has for it.</summary>
/// <param name="linker">How files come there.</param>
/// <param name="folders">Makes the folders that they go to.</param>
/// <param name="bytecode">Puts bytecode beside the sources; null for none.</param>
/// <param name="renewal">Helps where the cache has lost a file; null if nobody can.</param>
/// <param name="reporter">Is told of progress.</param>
internal sealed class LinkRun(FileLinker linker, FolderMaker folders, BytecodeLinker? bytecode, WheelRenewal? renewal, IReporter reporter)
{
    // Files are handed to threads in runs of this many, neighbours together: they share folders.
    private const int RunLength = 256;
    private const int MostThreads = 8;

    private int _next;
    private volatile UserErrorException? _failure;

    /// <summary>Links all; stops early where that is asked for.</summary>
    /// <exception cref="UserErrorException">One of them could not be put in place.</exception>
    public void Link(IReadOnlyList<PlannedLink> links, CancellationToken cancellation)
    {
        int runs = (links.Count + RunLength - 1) / RunLength;
        var others = Enumerable.Range(1, Math.Clamp(Math.Min(Environment.ProcessorCount, runs), 1, MostThreads) - 1)
            .Select(_ => WorkerThread.Start("kiln-link", () => Serve(links, cancellation))).ToList();
        Serve(links, cancellation);
        others.ForEach(thread => thread.Join());
        if (_failure is not null)
            throw _failure;
    }

    private void Serve(IReadOnlyList<PlannedLink> links, CancellationToken cancellation)
    {
        using var hand = new LinkHand(linker, folders, bytecode?.Hand(), renewal);
        for (int start; (start = Interlocked.Add(ref _next, RunLength) - RunLength) < links.Count && _failure is null && !cancellation.IsCancellationRequested;)
        {
            int count = Math.Min(RunLength, links.Count - start);
            try
            {
                for (int i = start; i < start + count; i++)
                    hand.Link(links[i]);
            }
            catch (UserErrorException error)
            {
                _failure = error;
                return;
            }
            reporter.Advanced(count);
        }
    }
}
