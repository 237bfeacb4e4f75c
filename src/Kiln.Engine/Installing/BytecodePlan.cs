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
    // What the path of bytecode may have more than that of its source, and what its row has more as a rule.
    private const int RowRoom = 64 + PycNaming.LongestName;
    private const int UsualRowRoom = 40;
    private const int WheelsWorthAThread = 8;

    private readonly PycNaming _naming;
    private readonly int _level;
    private readonly WheelBytecode[] _wheels;

    private BytecodePlan(BytecodeCache cache, PycNaming naming, int level, int wheels)
    {
        Cache = cache;
        _naming = naming;
        _level = level;
        _wheels = new WheelBytecode[wheels];
    }

    /// <summary>Where it comes from.</summary>
    public BytecodeCache Cache { get; }

    /// <summary>The wheels, their RECORDs completed with the bytecode that they are going to have.</summary>
    public IReadOnlyList<PlannedWheel> Wheels { get; private set; } = [];

    /// <summary>True if no source comes into site-packages that has no bytecode here.</summary>
    internal bool CoversAll => _wheels.All(wheel => wheel.AreAllNamed && wheel.Missing.Count == 0)
        && !Wheels.SelectMany(wheel => wheel.Contents).Any(content => content.Target.Bytes.EndsWith(".py"u8));

    /// <summary>The bytecode of each wheel.</summary>
    internal IReadOnlyList<WheelBytecode> Bytecode => _wheels;

    /// <summary>Plans the bytecode of these wheels.</summary>
    /// <param name="wheels">The wheels, of which no two bring the same file.</param>
    /// <param name="kept">What there is of them, in the same order.</param>
    /// <param name="naming">How it is named.</param>
    /// <param name="level">The optimisation level.</param>
    public static BytecodePlan Make(IReadOnlyList<PlannedWheel> wheels, KeptLookup kept, PycNaming naming, int level)
    {
        var plan = new BytecodePlan(kept.Cache, naming, level, wheels.Count);
        var complete = new PlannedWheel[wheels.Count];
        int[] order = SharedLoop.BiggestFirst(wheels.Count, i => wheels[i].Links.Count);
        SharedLoop.Run("kiln-bytecode", order.Length, WheelsWorthAThread, round =>
        {
            int number = order[round];
            var bytecode = WheelBytecode.Match(wheels[number], kept.KeptOf(number), kept.BegunOf(number), naming, level);
            plan._wheels[number] = bytecode;
            complete[number] = naming.Prefix.IsEmpty ? plan.WithBytecode(bytecode) : wheels[number];
        });
        plan.Wheels = complete;
        return plan;
    }

    /// <summary>How a RECORD names the bytecode of a source.</summary>
    internal FsPath RowOf(PlannedWheel wheel, FsPath source)
    {
        var row = new byte[source.Length + RowRoom];
        return FsPath.FromBytes(row.AsSpan(0, WriteRow(source, SiteOf(wheel), row)));
    }

    /// <summary>The wheels that are to be compiled, on their way into the cache.</summary>
    public IReadOnlyList<BytecodeFill> Fills()
    {
        var fills = new List<BytecodeFill>();
        foreach (var wheel in _wheels.Where(wheel => wheel.Missing.Count > 0))
        {
            var fill = wheel.Begun ?? Cache.FillOf(wheel.Wheel.Request.Wheel);
            wheel.Missing.ForEach(source => fill.Expect(source.Entry, source.Target));
            fills.Add(fill);
        }
        return fills;
    }

    private PlannedWheel WithBytecode(WheelBytecode bytecode)
    {
        var wheel = bytecode.Wheel;
        var site = SiteOf(wheel);
        var sources = bytecode.Taken().Where(taken => taken.Pyc.HasCode).Select(taken => taken.Source.Target).ToList();
        if (sources.Count == 0)
            return wheel;
        var row = new byte[sources.Max(source => source.Length) + RowRoom];
        var record = new RecordWriter(wheel.Record.Content.Length + sources.Sum(source => source.Length - site.Length + UsualRowRoom));
        record.AddRows(wheel.Record.Content.Span);
        foreach (var source in sources)
            record.Add(row.AsSpan(0, WriteRow(source, site, row)));
        return wheel with { Record = wheel.Record with { Content = record.Content } };
    }

    private static FsPath SiteOf(PlannedWheel wheel) => wheel.Record.Target.Parent.Parent;

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
}
