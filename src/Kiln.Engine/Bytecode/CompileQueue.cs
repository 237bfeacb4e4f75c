using Kiln.Engine.Workers;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Hands sources to compilers, big ones first, one compiler a thread. Compilers are started while sources are still being found, and never more than
/// the work is worth. A file whose compiler died is tried once more when all others are done, alone and with a fresh compiler.
/// </summary>
/// <param name="start">Starts a compiler; throws <see cref="UserErrorException"/> if that cannot be.</param>
/// <param name="compile">Reads, compiles and writes a source with a compiler that was started.</param>
/// <param name="limits">How many compilers, and how much memory.</param>
/// <param name="reporter">Is told of each file that is done.</param>
/// <param name="cancellation">Ends everything at once.</param>
internal sealed class CompileQueue(
    Func<ISourceCompiler> start,
    Func<ISourceCompiler, FileCompiler> compile,
    CompileLimits limits,
    IReporter reporter,
    CancellationToken cancellation) : IDisposable
{
    // An interpreter is ready after 15 to 25 ms, in which a running one compiles about this much.
    private const long SourceWorthACompiler = 256 * 1024;

    // The peak of a source is up to 500 times its size (lists of tuples); one that might need more than its share of memory has the machine for itself.
    internal const int PeakFactor = 500;

    // The stages of the native engine call themselves as deep as sources nest; what is not touched costs nothing.
    internal const int StackBytes = 16 << 20;

    // So many refusals in a row for want of space, and the rest is not tried.
    private const int EnoughRefusals = 100;

    private readonly Lock _lock = new();
    private readonly List<WorkerThread> _threads = [];
    private readonly List<CompileResult> _results = [];
    private readonly List<SourceFile> _again = [];
    private readonly ManualResetEventSlim _isFilled = new();
    private readonly ReaderWriterLockSlim _machine = new();
    private SourceFile[] _files = [];
    private int _next;
    private int _announced;
    private long _announcedBytes;
    private int _spaceRefusals;

    /// <summary>Why a compiler could not be started, if one could not; others may have been.</summary>
    public UserErrorException? StartFailure { get; private set; }

    /// <summary>A source of this size will have to be compiled.</summary>
    public void Announce(long sizeBytes)
    {
        lock (_lock)
        {
            _announced++;
            _announcedBytes += sizeBytes;
            long worth = Math.Min(_announced, 1 + (_announcedBytes / SourceWorthACompiler));
            if (_threads.Count < Math.Min(limits.Compilers, worth))
                _threads.Add(WorkerThread.Start("kiln-compile", Serve, StackBytes));
        }
    }

    /// <summary>Compiles these, all of which were announced. The results are in no order.</summary>
    public IReadOnlyList<CompileResult> Run(IEnumerable<SourceFile> files)
    {
        _files = [.. files.OrderByDescending(file => file.Size).ThenBy(file => file.Path)];
        _isFilled.Set();
        _threads.ForEach(thread => thread.Join());
        _again.ForEach(TryAgain);
        while (TakeNext(evenIfFull: true) is { } file)
            AddUntried(file);
        cancellation.ThrowIfCancellationRequested();
        return _results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isFilled.Set();
        _threads.ForEach(thread => thread.Join());
        _isFilled.Dispose();
        _machine.Dispose();
    }

    private void Serve()
    {
        try
        {
            using var compiler = TryStart();
            if (compiler is null)
                return;
            var files = compile(compiler);
            _isFilled.Wait(cancellation);
            while (TakeNext(evenIfFull: false) is { } file && TryCompile(files, file, isLastTry: false))
                continue;
        }
        catch (OperationCanceledException)
        {
            // Run says so once all threads are done.
        }
    }

    private void TryAgain(SourceFile file)
    {
        cancellation.ThrowIfCancellationRequested();
        using var compiler = TryStart();
        if (compiler is null)
            AddUntried(file);
        else
            TryCompile(compile(compiler), file, isLastTry: true);
    }

    private ISourceCompiler? TryStart()
    {
        try
        {
            return start();
        }
        catch (UserErrorException failure)
        {
            lock (_lock)
                StartFailure ??= failure;
            return null;
        }
    }

    /// <summary>False if the compiler was lost and there is no other.</summary>
    private bool TryCompile(FileCompiler files, SourceFile file, bool isLastTry)
    {
        bool isAlone = file.Size * PeakFactor > limits.MemoryBytes / limits.Compilers;
        if (isAlone)
            _machine.EnterWriteLock();
        else
            _machine.EnterReadLock();
        int untried = file.Levels;
        try
        {
            foreach (var result in files.Compile(file))
            {
                untried &= ~(1 << result.Level);
                Add(file, result, isLastTry);
            }
            return true;
        }
        catch (UserErrorException failure)
        {
            lock (_lock)
                StartFailure ??= failure;
            AddUntried(file with { Levels = untried });
            return false;
        }
        finally
        {
            if (isAlone)
                _machine.ExitWriteLock();
            else
                _machine.ExitReadLock();
        }
    }

    private SourceFile? TakeNext(bool evenIfFull)
    {
        if (cancellation.IsCancellationRequested || (!evenIfFull && _spaceRefusals >= EnoughRefusals))
            return null;
        int index = Interlocked.Increment(ref _next) - 1;
        return index < _files.Length ? _files[index] : null;
    }

    private void Add(SourceFile file, CompileResult result, bool isLastTry)
    {
        if (cancellation.IsCancellationRequested)
            return;
        lock (_lock)
        {
            if (!isLastTry && result.IsWorthAnotherTry)
            {
                _again.Add(file with { Levels = 1 << result.Level });
                return;
            }
            _spaceRefusals = result.Reason == CompileReason.NoSpace ? _spaceRefusals + 1 : 0;
            _results.Add(result);
        }
        reporter.Advanced(1);
    }

    /// <summary>A file that no compiler was left for, or no space.</summary>
    private void AddUntried(SourceFile file)
    {
        var reason = _spaceRefusals >= EnoughRefusals ? CompileReason.NoSpace : CompileReason.InterpreterBroken;
        lock (_lock)
        {
            for (int level = 0; level <= 2; level++)
            {
                if ((file.Levels & (1 << level)) != 0)
                    _results.Add(new CompileResult(file.Path, level, CompileEnd.Failed, reason, StartFailure?.Message));
            }
        }
    }
}
