using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Which bytecode of an install comes out of the cache, wheel by wheel, and which wheels are to be compiled and kept. Nothing is written yet.
/// </summary>
public sealed class BytecodePlan
{
    private readonly PycNaming _naming;
    private readonly int _level;
    private readonly List<PlannedPyc> _pycs = [];
    private readonly List<(UnpackedWheel Wheel, IReadOnlyList<PlannedSource> Sources)> _missing = [];

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

    internal IReadOnlyList<PlannedPyc> Pycs => _pycs;

    /// <summary>Looks up the bytecode of these wheels; a wheel for which <paramref name="isRefreshed"/> is compiled anew.</summary>
    public static BytecodePlan Make(
        IReadOnlyList<PlannedWheel> wheels, BytecodeCache cache, PycNaming naming, int level, Func<PlannedWheel, bool> isRefreshed)
    {
        var plan = new BytecodePlan(cache, naming, level);
        var owners = new Dictionary<FsPath, int>();
        for (int i = 0; i < wheels.Count; i++)
        {
            // Where two wheels bring one file, the later one's is installed.
            foreach (var source in wheels[i].Sources)
                owners[source.Target] = i;
        }
        for (int i = 0; i < wheels.Count; i++)
        {
            var own = wheels[i].Sources.Where(source => owners[source.Target] == i && naming.CanName(source.Target.Name, level)).ToList();
            if (own.Count > 0 && !plan.TryTake(i, wheels[i], own, isRefreshed(wheels[i])))
                plan._missing.Add((wheels[i].Request.Wheel, own));
        }
        plan.Wheels = naming.Prefix.IsEmpty ? plan.WithBytecode(wheels) : wheels;
        return plan;
    }

    /// <summary>How a RECORD names this bytecode.</summary>
    internal FsPath RowOf(in PlannedPyc pyc) =>
        FsPath.FromBytes(RelativePath.From(Wheels[pyc.Wheel].Record.Target.Parent.Parent, _naming.PathOf(pyc.Source.Target, _level)));

    /// <summary>The wheels that are to be compiled, on their way into the cache.</summary>
    public IReadOnlyList<BytecodeFill> Fills()
    {
        var fills = new List<BytecodeFill>();
        foreach (var (wheel, sources) in _missing)
        {
            var fill = Cache.FillOf(wheel);
            foreach (var source in sources)
                fill.Expect(source.Entry, source.Target);
            fills.Add(fill);
        }
        return fills;
    }

    /// <summary>Takes a wheel's bytecode if there is some for each of its sources.</summary>
    private bool TryTake(int number, PlannedWheel wheel, List<PlannedSource> sources, bool isRefreshed)
    {
        if (isRefreshed || Cache.Find(wheel.Request.Wheel) is not { } kept)
            return false;
        int before = _pycs.Count;
        int next = 0;
        foreach (var source in sources)
        {
            // Both stand in the order of the wheel's entries.
            while (next < kept.Pycs.Count && kept.Pycs[next].Entry < source.Entry)
                next++;
            if (next == kept.Pycs.Count || kept.Pycs[next].Entry != source.Entry)
            {
                _pycs.RemoveRange(before, _pycs.Count - before);
                return false;
            }
            _pycs.Add(new PlannedPyc(number, kept, kept.Pycs[next], source));
        }
        return true;
    }

    private PlannedWheel[] WithBytecode(IReadOnlyList<PlannedWheel> wheels)
    {
        PlannedWheel[] complete = [.. wheels];
        foreach (var pycs in _pycs.Where(pyc => pyc.Pyc.HasCode).GroupBy(pyc => pyc.Wheel))
        {
            var wheel = wheels[pycs.Key];
            var site = wheel.Record.Target.Parent.Parent;
            var rows = new RecordWriter();
            foreach (var pyc in pycs)
                rows.Add(RelativePath.From(site, _naming.PathOf(pyc.Source.Target, _level)));
            complete[pycs.Key] = wheel with { Record = wheel.Record with { Content = [.. wheel.Record.Content, .. rows.Content] } };
        }
        return complete;
    }
}
