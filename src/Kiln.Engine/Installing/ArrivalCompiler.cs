using Kiln.Compiler;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>
/// Compiles the wheels of an install into the cache of bytecode while others are still downloaded, wheel after wheel as they come, once that has taken a while.
/// It uses only the cores that unpacking leaves, and stops when the last wheel is here: the install takes what is done (<see cref="BytecodePlan"/>), and the rest is compiled after it,
/// as everything is where nothing has to be downloaded. Nothing here can make an install fail: what goes wrong is tried again then, and told.
/// </summary>
public sealed class ArrivalCompiler : IArrivalAudience, IDisposable
{
    // What is downloaded faster than this is installed before compilers have started: they would only take cores from it.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(500);

    private readonly ArrivalCompilation _compilation;
    private readonly BytecodeFormat _format;
    private readonly PycNaming _naming;
    private readonly CompileLimits _limits;
    private readonly CompilerFactory _compilers;
    private readonly CancellationTokenSource _over;
    private readonly object _gate = new();
    private readonly Queue<UnpackedWheel> _arrived = [];
    private readonly Queue<(ArrivedWheel Wheel, PlannedLink Source)> _sources = [];
    private readonly Dictionary<string, ArrivedWheel> _wheels = [];
    private readonly List<WorkerThread> _threads = [];
    private int _unpacking;
    private int _compiling;
    private int _compiled;
    private long _begun;
    private bool _isOver;

    /// <summary>Waits for the first download.</summary>
    public ArrivalCompiler(ArrivalCompilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _format = BytecodeFormat.Of(compilation.Interpreter);
        _naming = new PycNaming(_format.CacheTag, compilation.Options.CachePrefix);
        _limits = CompileLimits.For(compilation.Options.Jobs);
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _compilers = new CompilerFactory(compilation.Interpreter, compilation.Options, _over.Token);
    }

    /// <summary>Why the native engine left sources to the interpreter, and how many for each reason.</summary>
    public IReadOnlyList<KeyValuePair<RejectReason, int>> HandedBack => _compilers.IsNative ? _compilers.HandedBack.ByReason() : [];

    private int FreeCores => Math.Min(_limits.Compilers, Environment.ProcessorCount - _unpacking);

    /// <inheritdoc/>
    public void Downloading(WheelFileName wheel)
    {
        _compilation.Timeline.Add($"downloading {wheel}");
        lock (_gate)
        {
            if (_threads.Count == 0)
                _begun = TimeProvider.System.GetTimestamp();
            while (!_isOver && _threads.Count < _limits.Compilers)
                _threads.Add(WorkerThread.Start("kiln-compile", Serve, CompileQueue.StackBytes));
        }
    }

    /// <inheritdoc/>
    public void Downloaded(WheelFileName wheel) => _compilation.Timeline.Add($"downloaded {wheel}");

    /// <inheritdoc/>
    public void Unpacked(UnpackedWheel wheel)
    {
        lock (_gate)
        {
            _arrived.Enqueue(wheel);
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void Unpacking(int threads)
    {
        lock (_gate)
        {
            bool isLess = threads < _unpacking;
            _unpacking = threads;
            if (isLess)
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends it, in the middle of a source if need be.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
        _over.Cancel();
        _threads.ForEach(thread => thread.Join());
        if (_compiled > 0)
            _compilation.Timeline.Add($"compiled {_compiled} files while downloading");
        _compilation.Cache.Count(new BytecodeCounts(0, _compiled, 0, _wheels.Values.Sum(wheel => wheel.Fill.KeptBytes)));
    }

    /// <summary>What was compiled of a wheel, be it all or not; null if it was not begun. Only after <see cref="Stop"/>.</summary>
    internal BytecodeFill? FillOf(UnpackedWheel wheel) => _wheels.TryGetValue(wheel.Sha256, out var arrived) ? arrived.Fill : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        foreach (var wheel in _wheels.Values)
            wheel.Fill.Dispose();
        _over.Dispose();
    }

    private void Serve()
    {
        WheelSourceCompiler? compiler = null;
        try
        {
            while (TryTake(out var arrived, out var next))
            {
                try
                {
                    if (arrived is not null)
                        Begin(arrived);
                    else
                        Compile(compiler ??= new WheelSourceCompiler(_format, _compilation.Options, _compilers.Start()), next.Wheel, next.Source);
                }
                finally
                {
                    Leave();
                }
            }
        }
        catch (Exception) when (!Environment.HasShutdownStarted)
        {
            // This thread's part is compiled after the install, where the same fault is told.
        }
        finally
        {
            compiler?.Dispose();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _compiling--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until there is something to do, and a core to do it; false when it is over. What was begun goes before what is new.</summary>
    private bool TryTake(out UnpackedWheel? arrived, out (ArrivedWheel Wheel, PlannedLink Source) next)
    {
        arrived = null;
        next = default;
        lock (_gate)
        {
            while (!_isOver)
            {
                var early = HeadStart - TimeProvider.System.GetElapsedTime(_begun);
                if (early > TimeSpan.Zero)
                {
                    Monitor.Wait(_gate, early);
                    continue;
                }
                if (_compiling < FreeCores && (_sources.TryDequeue(out next) || _arrived.TryDequeue(out arrived)))
                {
                    _compiling++;
                    return true;
                }
                Monitor.Wait(_gate);
            }
        }
        return false;
    }

    /// <summary>Looks whether a wheel is to be compiled, and queues its sources, big ones first; those that might need more memory than there is are left out.</summary>
    private void Begin(UnpackedWheel wheel)
    {
        if (!_compilation.IsRefreshed(wheel) && _compilation.Cache.Find(wheel) is not null)
            return;
        int level = _compilation.Options.Levels[0];
        var sources = _compilation.Planner.SourcesOf(wheel).Where(source => _naming.CanName(source.Target.Name, level)).ToList();
        if (sources.Count == 0)
            return;
        var begun = new ArrivedWheel(wheel, _compilation.Cache.FillOf(wheel), sources.Count);
        sources.ForEach(source => begun.Fill.Expect(source.Entry, source.Target));
        lock (_gate)
        {
            // The same archive under two names is one wheel.
            if (_isOver || !_wheels.TryAdd(wheel.Sha256, begun))
                return;
            foreach (var source in sources.Where(source => IsModest(wheel, source)).OrderByDescending(source => wheel.Entries[source.Entry].SizeBytes))
                _sources.Enqueue((begun, source));
        }
        _compilation.Timeline.Add($"compiling {wheel.FileName}");
    }

    private bool IsModest(UnpackedWheel wheel, PlannedLink source) =>
        wheel.Entries[source.Entry].SizeBytes * CompileQueue.PeakFactor <= _limits.MemoryBytes / _limits.Compilers;

    private void Compile(WheelSourceCompiler compiler, ArrivedWheel wheel, PlannedLink source)
    {
        if (compiler.TryCompile(wheel.Fill, source.Entry, source.Source, source.Target))
            Interlocked.Increment(ref _compiled);
        if (!wheel.IsLast())
            return;
        wheel.Fill.Complete();
        _compilation.Timeline.Add($"compiled {wheel.Wheel.FileName}");
    }
}
