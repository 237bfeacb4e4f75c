using Kiln.Engine.Workers;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Gives stale sources the code that was kept of them, or that they have none, on several threads; the rest is for a compiler.</summary>
/// <param name="format">The interpreter's format.</param>
/// <param name="options">How they are compiled.</param>
/// <param name="sources">What is kept, by level.</param>
/// <param name="staging">Where files are made.</param>
internal sealed class KeptSourcesRun(BytecodeFormat format, BytecodeOptions options, IReadOnlyList<KeptSources?> sources, StagingFolders staging)
{
    private const int MostThreads = 8;

    private readonly Lock _lock = new();
    private readonly List<CompileResult> _cached = [];
    private readonly List<SourceFile> _stale = [];
    private int _next = -1;

    /// <summary>The sources that are done.</summary>
    public IReadOnlyList<CompileResult> Cached => _cached;

    /// <summary>The others.</summary>
    public IReadOnlyList<SourceFile> Stale => _stale;

    /// <summary>Tries all of these.</summary>
    public void Take(IReadOnlyList<SourceFile> files, CancellationToken cancellation)
    {
        int count = Math.Clamp(options.Jobs ?? Environment.ProcessorCount, 1, MostThreads);
        var others = Enumerable.Range(1, count - 1).Select(_ => WorkerThread.Start("kiln-reuse", () => Serve(files, cancellation))).ToList();
        Serve(files, cancellation);
        others.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
    }

    private void Serve(IReadOnlyList<SourceFile> files, CancellationToken cancellation)
    {
        using var compiler = new KeptCompiler(sources);
        var writer = new FileCompiler(format, options, compiler, staging);
        for (int i; (i = Interlocked.Increment(ref _next)) < files.Count && !cancellation.IsCancellationRequested;)
        {
            int stale = files[i].Levels;
            foreach (var result in writer.Compile(files[i]))
            {
                bool isRefusal = result.Reason is CompileReason.SyntaxError or CompileReason.Undecodable;
                if (result.End != CompileEnd.Compiled && !isRefusal)
                    continue;
                stale &= ~(1 << result.Level);
                lock (_lock)
                    _cached.Add(isRefusal ? result : result with { End = CompileEnd.Cached });
            }
            if (stale == 0)
                continue;
            lock (_lock)
                _stale.Add(files[i] with { Levels = stale });
        }
    }
}
