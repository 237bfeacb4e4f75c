using System.Collections.Concurrent;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Managed;

/// <summary>
/// Compiles standard libraries on a thread of its own, one after another, each with all cores, as Pythons are handed to it: what was there before first, then
/// each as it is installed, while others are still downloaded.
/// </summary>
public sealed class LibraryCompiler : IDisposable
{
    private readonly InterpreterCache _interpreters;
    private readonly BytecodeOptions _options;
    private readonly IReporter _reporter;
    private readonly Timeline _timeline;
    private readonly CancellationToken _cancellation;
    private readonly BlockingCollection<ManagedPython> _waiting = [];
    private readonly List<LibraryReport> _reports = [];
    private readonly WorkerThread _thread;

    /// <summary>Begins to wait for Pythons.</summary>
    public LibraryCompiler(InterpreterCache interpreters, BytecodeOptions options, IReporter reporter, Timeline timeline, CancellationToken cancellation)
    {
        _interpreters = interpreters;
        _options = options;
        _reporter = reporter;
        _timeline = timeline;
        _cancellation = cancellation;
        _thread = WorkerThread.Start("kiln-libraries", Serve);
    }

    /// <summary>Hands it a Python; from any thread.</summary>
    public void Add(ManagedPython python) => _waiting.Add(python, CancellationToken.None);

    /// <summary>Waits until all are done.</summary>
    public IReadOnlyList<LibraryReport> Finish()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        return [.. _reports.OrderBy(static report => report.Python.Key, PythonKey.Preferred)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_waiting.IsAddingCompleted)
            _waiting.CompleteAdding();
        try
        {
            _thread.Join();
        }
        catch (OperationCanceledException)
        {
            // Whoever ended the run knows.
        }
        _waiting.Dispose();
    }

    private void Serve()
    {
        foreach (var python in _waiting.GetConsumingEnumerable(_cancellation))
        {
            _timeline.Add($"compiling the standard library of {python.Key}");
            _reports.Add(Compile(python));
            _timeline.Add($"compiled the standard library of {python.Key}");
        }
    }

    private LibraryReport Compile(ManagedPython python)
    {
        if (python.Key.Implementation == "pyodide")
        {
            return new LibraryReport(python, LibraryEnd.NotOfFiles)
            {
                Problem = new UserErrorException($"the standard library of {python.Key} is a zip archive and cannot be compiled"),
            };
        }
        if (!_interpreters.TryGet(python.Executable, out var interpreter, out var problem))
            return new LibraryReport(python, LibraryEnd.Broken) { Problem = problem };
        var library = interpreter.Paths.Stdlib;
        var (real, home) = (FileSystem.RealPath(library), FileSystem.RealPath(python.Folder));
        if (real.IsEmpty || real == home || !real.IsWithin(home))
        {
            return new LibraryReport(python, LibraryEnd.Outside)
            {
                Problem = new UserErrorException($"{python.Key} says that its standard library is `{library}`, which is not in its folder `{python.Folder}`: nothing is compiled there"),
            };
        }
        var selection = new SourceSelection { Roots = [library], CurrentFolder = python.Folder };
        // Some of CPython's own tests cannot be compiled: remembered, they start no interpreter in a run that finds nothing to do.
        using var cache = _options.Cache is { } folder ? BytecodeCache.OpenForRefusals(folder, interpreter, _options) : null;
        return new LibraryReport(python, LibraryEnd.Done) { Files = new BytecodeCompiler(interpreter, _options, _reporter, cache).Compile(selection, _cancellation) };
    }
}
