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

    /// <summary>Links the files of all wheels; stops early where that is asked for.</summary>
    /// <exception cref="UserErrorException">One of them could not be put in place.</exception>
    public void Link(IReadOnlyList<PlannedWheel> wheels, CancellationToken cancellation)
    {
        var runs = RunsOf(wheels);
        int threads = Math.Clamp(Math.Min(Environment.ProcessorCount, (wheels.Sum(wheel => wheel.Links.Count) + RunLength - 1) / RunLength), 1, MostThreads);
        var others = Enumerable.Range(1, threads - 1).Select(_ => WorkerThread.Start("kiln-link", () => Serve(wheels, runs, cancellation))).ToList();
        Serve(wheels, runs, cancellation);
        others.ForEach(thread => thread.Join());
        if (_failure is not null)
            throw _failure;
    }

    private void Serve(IReadOnlyList<PlannedWheel> wheels, List<(int Wheel, int Start)> runs, CancellationToken cancellation)
    {
        using var hand = new LinkHand(linker, folders, bytecode?.Hand(), renewal);
        for (int run; (run = Interlocked.Increment(ref _next) - 1) < runs.Count && _failure is null && !cancellation.IsCancellationRequested;)
        {
            var (wheel, start) = runs[run];
            var links = wheels[wheel].Links;
            int end = Math.Min(start + RunLength, links.Count);
            try
            {
                for (int i = start; i < end; i++)
                    hand.Link(links[i], wheel, i);
            }
            catch (UserErrorException error)
            {
                _failure = error;
                return;
            }
            reporter.Advanced(end - start);
        }
    }

    private static List<(int Wheel, int Start)> RunsOf(IReadOnlyList<PlannedWheel> wheels)
    {
        var runs = new List<(int Wheel, int Start)>();
        for (int i = 0; i < wheels.Count; i++)
        {
            for (int start = 0; start < wheels[i].Links.Count; start += RunLength)
                runs.Add((i, start));
        }
        return runs;
    }
}
