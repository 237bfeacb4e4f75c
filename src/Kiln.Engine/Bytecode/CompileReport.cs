using Kiln.Compiler;

namespace Kiln.Engine.Bytecode;

/// <summary>What a run of the bytecode compiler did, counted in <c>.pyc</c> files.</summary>
public sealed class CompileReport
{
    private readonly List<CompileResult> _results = [];
    private readonly int[] _counts = new int[5];

    /// <summary>The results that were kept: all that were skipped or failed, and where asked for all others; by path, then level.</summary>
    public IReadOnlyList<CompileResult> Results => _results;

    /// <summary>Number of files that ended so.</summary>
    public int Count(CompileEnd end) => _counts[(int)end];

    /// <summary>Why no interpreter could be started, if none could: the one cause of all files that failed as interpreter-broken.</summary>
    public UserErrorException? StartFailure { get; internal init; }

    /// <summary>Whether the native engine compiled, but for the sources it handed back.</summary>
    public bool IsNative { get; internal init; }

    /// <summary>Why the native engine left sources to the interpreter, and how many for each reason, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<RejectReason, int>> HandedBack { get; internal set; } = [];

    /// <summary>How many of the compiled files were compiled before the run that took <see cref="Elapsed"/>, while wheels were downloaded.</summary>
    public int Ahead { get; private set; }

    /// <summary>What comparing the engines found; null where they were not compared.</summary>
    public EngineComparison? Comparison { get; internal init; }

    /// <summary>Wall-clock time of the run.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Several runs as one: their counts, results and times added up.</summary>
    public static CompileReport Sum(IReadOnlyCollection<CompileReport> reports)
    {
        var sum = new CompileReport
        {
            StartFailure = reports.Select(static report => report.StartFailure).FirstOrDefault(static failure => failure is not null),
            Elapsed = reports.Aggregate(TimeSpan.Zero, static (time, report) => time + report.Elapsed),
        };
        foreach (var report in reports)
        {
            sum._results.AddRange(report._results);
            for (int end = 0; end < sum._counts.Length; end++)
                sum._counts[end] += report._counts[end];
        }
        return sum;
    }

    /// <summary>Counts what was compiled while wheels were downloaded.</summary>
    public void AddAhead(int compiled, IReadOnlyList<KeyValuePair<RejectReason, int>> handedBack)
    {
        Ahead += compiled;
        Add(CompileEnd.Compiled, compiled);
        HandedBack = [.. HandedBack.Concat(handedBack).GroupBy(static entry => entry.Key)
            .Select(static entries => KeyValuePair.Create(entries.Key, entries.Sum(static entry => entry.Value))).OrderByDescending(static entry => entry.Value)];
    }

    /// <summary>Adds up results that are not kept.</summary>
    public void Add(CompileEnd end, int count) => _counts[(int)end] += count;

    /// <summary>Counts results that came about elsewhere, keeps them, and brings all into path order.</summary>
    public void Add(IEnumerable<CompileResult> results)
    {
        foreach (var result in results)
            Add(result);
        Sort();
    }

    /// <summary>Counts a result and keeps it.</summary>
    internal void Add(CompileResult result)
    {
        _counts[(int)result.End]++;
        _results.Add(result);
    }

    /// <summary>Brings the results into path order, whatever the order they came in.</summary>
    internal void Sort() => _results.Sort(static (left, right) =>
    {
        int order = left.Source.CompareTo(right.Source);
        return order != 0 ? order : left.Level.CompareTo(right.Level);
    });
}
