using System.Diagnostics;
using System.Globalization;
using Kiln.Compiler;
using Kiln.FrontEnd;

namespace Kiln.BackEnd;

/// <summary>
/// Times the compiler on sources that lie in memory, round after round as standard input asks, so that others can take turns with it: a line with
/// <c>stages</c>, or with a number of threads. Each is answered by a line as soon as it is done; at the end come the least times.
/// </summary>
internal sealed class Measurement
{
    /// <summary>That of Kiln's own workers.</summary>
    private const int StackBytes = 16 << 20;

    private static readonly Target Target = new(minor: 13, micro: 18);

    private readonly byte[][] _sources;
    private readonly bool[] _isAccepted;
    private readonly StageTimes _stages;
    private readonly List<PythonCompiler> _compilers = [];
    private readonly SortedDictionary<int, (double Wall, double Processors)> _least = [];
    private int _next;

    private Measurement(byte[][] sources)
    {
        _sources = sources;
        _isAccepted = new bool[sources.Length];
        _stages = new StageTimes(sources, Target);
    }

    /// <summary>Answers for the sources in a file, each after a line with its length.</summary>
    public static int Run(string file)
    {
        List<byte[]> sources = [];
        using (BufferedStream stream = new(File.OpenRead(file), 1 << 16))
        {
            while (SourceStream.Next(stream) is { } source)
                sources.Add(source);
        }

        new Measurement([.. sources]).Answer();
        return 0;
    }

    private void Answer()
    {
        while (Console.ReadLine() is { } round)
        {
            if (round == "stages")
                RunThreads([_stages.Round]);
            else
                Race(int.Parse(round, CultureInfo.InvariantCulture));
            Console.WriteLine("done");
        }

        long bytes = 0;
        for (int index = 0; index < _sources.Length; index++)
            bytes += _isAccepted[index] ? _sources[index].Length : 0;
        Report($"files {_isAccepted.Count(accepted => accepted)}");
        Report($"bytes {bytes}");
        Report($"tokens {_stages.Tokens}");
        foreach ((string name, long ticks) in _stages.Totals())
            Report($"stage {name} {(double)ticks / Stopwatch.Frequency:F6}");
        foreach ((int count, (double wall, double processors)) in _least)
            Report($"threads {count} {wall:F6} {processors:F6}");
    }

    /// <summary>All sources by some threads, which take them one by one. The least times of all rounds count: by the clock, and of processors.</summary>
    private void Race(int count)
    {
        while (_compilers.Count < count)
            _compilers.Add(new PythonCompiler());
        _next = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        RunThreads([.. _compilers.Take(count).Select<PythonCompiler, Action>(compiler => () => CompileAll(compiler))]);
        double processors = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (double leastWall, double leastProcessors) = _least.GetValueOrDefault(count, (double.MaxValue, double.MaxValue));
        _least[count] = (Math.Min(wall, leastWall), Math.Min(processors, leastProcessors));
    }

    private void CompileAll(PythonCompiler compiler)
    {
        for (int index = Interlocked.Increment(ref _next) - 1; index < _sources.Length; index = Interlocked.Increment(ref _next) - 1)
            _isAccepted[index] = compiler.Compile(_sources[index], "a.py"u8, level: 0, Target, WarningPolicy.Ignore, out _).IsNone;
    }

    private static void RunThreads(Action[] works)
    {
        Thread[] threads = [.. works.Select(work => new Thread(() => work(), StackBytes))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }

    private static void Report(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
