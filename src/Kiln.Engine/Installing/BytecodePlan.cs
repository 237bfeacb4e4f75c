using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>
/// Which bytecode of an install comes out of the cache, wheel by wheel, and which wheels are to be compiled and kept. Nothing is written yet.
/// </summary>
public sealed class BytecodePlan
{
    private const int RowRoom = 64 + PycNaming.LongestName;
    private const int WheelsWorthAThread = 8;
    private const int MostThreads = 8;

    private readonly PycNaming _naming;
    private readonly int _level;
    private readonly List<PlannedPyc> _pycs = [];
    private readonly List<(int Wheel, IReadOnlyList<PlannedSource> Sources, BytecodeFill? Begun)> _missing = [];

    // For each source the number of its bytecode; negative while there is none, and then the complement of the number of the wheel that brings it.
    private readonly Dictionary<FsPath, int> _numbers = [];

    private BytecodePlan(BytecodeCache cache, PycNaming naming, int level)
    {
        Cache = cache;
        _naming = naming;
        _level = level;
    }

    /// <summary>Where it comes from.</summary>
    public BytecodeCache Cache { get; }

    /// <summary>The wheels, their RECORDs completed with the bytecode that they are going to have.</summary>
    public IReadOnlyList<PlannedWheel> Wheels { get; private set; } = [];

    /// <summary>True if no source comes into site-packages that has no bytecode here.</summary>
    internal bool CoversAll { get; private set; }

    internal IReadOnlyList<PlannedPyc> Pycs => _pycs;

    /// <summary>The number of a source's bytecode among <see cref="Pycs"/>; negative if there is none.</summary>
    internal int NumberOf(FsPath source) => _numbers.GetValueOrDefault(source, -1);

    /// <summary>Looks up the bytecode of these wheels; a wheel for which <paramref name="isRefreshed"/> is compiled anew.</summary>
    /// <param name="wheels">The wheels.</param>
    /// <param name="cache">Where it is looked up.</param>
    /// <param name="naming">How it is named.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="isRefreshed">Whether what is kept of a wheel is not believed.</param>
    /// <param name="ahead">What this run compiled while it downloaded; null for nothing.</param>
    public static BytecodePlan Make(
        IReadOnlyList<PlannedWheel> wheels, BytecodeCache cache, PycNaming naming, int level, Func<PlannedWheel, bool> isRefreshed, ArrivalCompiler? ahead = null)
    {
        var plan = new BytecodePlan(cache, naming, level);
        var numbers = plan._numbers;
        numbers.EnsureCapacity(wheels.Sum(wheel => wheel.Sources.Count));
        for (int i = 0; i < wheels.Count; i++)
        {
            // Where two wheels bring one file, the later one's is installed.
            foreach (var source in wheels[i].Sources)
                numbers[source.Target] = ~i;
        }
        var begun = wheels.Select(wheel => ahead?.FillOf(wheel.Request.Wheel)).ToArray();
        var kept = FindAll(wheels, cache, (index, wheel) => begun[index] is not null || isRefreshed(wheel));
        bool areAllOwn = numbers.Count == wheels.Sum(wheel => wheel.Sources.Count);
        bool isNamed = true;
        for (int i = 0; i < wheels.Count; i++)
        {
            var brought = areAllOwn ? wheels[i].Sources : [.. wheels[i].Sources.Where(source => numbers[source.Target] == ~i)];
            var own = brought.Where(source => naming.CanName(source.Target.Name, level)).ToList();
            isNamed &= own.Count == brought.Count;
            plan.Take(i, begun[i]?.SoFar() ?? kept[i], own, begun[i]);
        }
        plan.CoversAll = isNamed && plan._missing.Count == 0 && !wheels.SelectMany(wheel => wheel.Contents).Any(content => content.Target.Bytes.EndsWith(".py"u8));
        plan.Wheels = naming.Prefix.IsEmpty ? plan.WithBytecode(wheels) : wheels;
        return plan;
    }

    /// <summary>How a RECORD names this bytecode.</summary>
    internal FsPath RowOf(in PlannedPyc pyc)
    {
        var row = new byte[pyc.Source.Target.Length + RowRoom];
        return FsPath.FromBytes(row.AsSpan(0, WriteRow(pyc.Source.Target, Wheels[pyc.Wheel].Record.Target.Parent.Parent, row)));
    }

    /// <summary>Whether a wheel is to be compiled.</summary>
    internal bool IsMissing(int wheel) => _missing.Any(each => each.Wheel == wheel);

    /// <summary>The wheels that are to be compiled, on their way into the cache.</summary>
    public IReadOnlyList<BytecodeFill> Fills()
    {
        var fills = new List<BytecodeFill>();
        foreach (var (wheel, sources, begun) in _missing)
        {
            var fill = begun ?? Cache.FillOf(Wheels[wheel].Request.Wheel);
            foreach (var source in sources)
                fill.Expect(source.Entry, source.Target);
            fills.Add(fill);
        }
        return fills;
    }

    /// <summary>Takes a wheel's bytecode if there is some for each of its sources, and of a wheel that was begun by this run whatever there is.</summary>
    private void Take(int number, KeptWheel? kept, List<PlannedSource> sources, BytecodeFill? begun)
    {
        int before = _pycs.Count;
        int next = 0;
        var pycs = kept?.Pycs ?? [];
        var missing = new List<PlannedSource>();
        foreach (var source in sources)
        {
            // Both stand in the order of the wheel's entries.
            while (next < pycs.Count && pycs[next].Entry < source.Entry)
                next++;
            if (next < pycs.Count && pycs[next].Entry == source.Entry)
                _pycs.Add(new PlannedPyc(number, kept!, pycs[next], source));
            else
                missing.Add(source);
        }
        if (missing.Count > 0)
        {
            if (begun is null)
                _pycs.RemoveRange(before, _pycs.Count - before);
            _missing.Add((number, begun is null ? sources : missing, begun));
        }
        for (int i = before; i < _pycs.Count; i++)
            _numbers[_pycs[i].Source.Target] = i;
    }

    private PlannedWheel[] WithBytecode(IReadOnlyList<PlannedWheel> wheels)
    {
        PlannedWheel[] complete = [.. wheels];
        var row = new byte[RowRoom];
        foreach (var pycs in _pycs.Where(pyc => pyc.Pyc.HasCode).GroupBy(pyc => pyc.Wheel))
        {
            var wheel = wheels[pycs.Key];
            var site = wheel.Record.Target.Parent.Parent;
            var rows = new RecordWriter();
            foreach (var pyc in pycs)
            {
                if (row.Length < pyc.Source.Target.Length + RowRoom)
                    row = new byte[pyc.Source.Target.Length + RowRoom];
                rows.Add(row.AsSpan(0, WriteRow(pyc.Source.Target, site, row)));
            }
            complete[pycs.Key] = wheel with { Record = wheel.Record with { Content = [.. wheel.Record.Content, .. rows.Content] } };
        }
        return complete;
    }

    /// <summary>Writes the path of a source's bytecode below site-packages, in which every source lies; its length.</summary>
    private int WriteRow(FsPath source, FsPath site, Span<byte> row)
    {
        var folder = source.Bytes[(site.Length + 1)..^source.Name.Length];
        folder.CopyTo(row);
        "__pycache__/"u8.CopyTo(row[folder.Length..]);
        int start = folder.Length + "__pycache__/"u8.Length;
        _ = _naming.TryName(source.Name, _level, row[start..], out int length);
        return start + length - 1;
    }

    /// <summary>Reads the indexes on several threads: those of 98 wheels hold 15,000 files.</summary>
    private static KeptWheel?[] FindAll(IReadOnlyList<PlannedWheel> wheels, BytecodeCache cache, Func<int, PlannedWheel, bool> isRefreshed)
    {
        var found = new KeptWheel?[wheels.Count];
        int next = -1;
        void Find()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < wheels.Count;)
                found[i] = wheels[i].Sources.Count == 0 || isRefreshed(i, wheels[i]) ? null : cache.Find(wheels[i].Request.Wheel);
        }

        var others = Enumerable.Range(1, Math.Clamp(Math.Min(Environment.ProcessorCount, wheels.Count / WheelsWorthAThread), 1, MostThreads) - 1)
            .Select(_ => WorkerThread.Start("kiln-bytecode", Find)).ToList();
        Find();
        others.ForEach(thread => thread.Join());
        return found;
    }
}
