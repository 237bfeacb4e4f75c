using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Puts the bytecode that the cache has beside the sources that were installed, as a part of the change. What cannot be put there is compiled afterwards:
/// nothing here makes an install fail.
/// </summary>
/// <param name="plan">Which bytecode.</param>
/// <param name="format">The interpreter's format.</param>
/// <param name="level">The optimisation level.</param>
public sealed class BytecodeLinker(BytecodePlan plan, BytecodeFormat format, int level)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(int Wheel, int Link)> _failed = [];
    private readonly HashSet<KeptWheel> _rewritten = [];
    private readonly List<(FsPath Source, KeptPyc Pyc)> _rejected = [];
    private readonly List<FsPath> _loose = [];
    private IEnumerable<FsPath> _newFolders = [];

    /// <summary>Number of files that were put in place, and had been compiled by an earlier run.</summary>
    public int Cached { get; private set; }

    /// <summary>Number of those that this run compiled while it downloaded.</summary>
    public int Compiled { get; private set; }

    /// <summary>The size of those of earlier runs.</summary>
    public long CachedBytes { get; private set; }

    /// <summary>The sources that need no compiling: they have their bytecode, or the interpreter would reject them.</summary>
    public IEnumerable<FsPath> Done => plan.Bytecode.SelectMany(
        (wheel, number) => wheel.Taken().Where(taken => !_failed.Contains((number, taken.Link))).Select(taken => taken.Source.Target));

    /// <summary>The same, but one folder for all that is in it where the folder was not there before: 200 places for 15,000 sources.</summary>
    public IReadOnlySet<FsPath> DonePlaces => plan.CoversAll && _failed.Count == 0 ? _loose.Concat(_newFolders).ToHashSet() : Done.ToHashSet();

    /// <summary>Those that the interpreter rejects.</summary>
    public IEnumerable<CompileResult> Rejected => _rejected.Select(
        rejected => new CompileResult(rejected.Source, level, CompileEnd.Skipped, rejected.Pyc.Rejection, rejected.Pyc.Detail));

    /// <summary>Puts it in place, for one thread.</summary>
    internal BytecodeHand Hand() => new(plan, plan.Cache.Placer(format), Add);

    /// <summary>All is in place that can be; <paramref name="mayLink"/> if installed files are links to those of the cache.</summary>
    internal void Conclude(bool mayLink, FolderMaker folders)
    {
        _newFolders = folders.TopmostNew;
        // A wheel's bytecode of which something does not hold any more is made anew as a whole by the next install, which finds none.
        foreach (int wheel in _failed.Select(failed => failed.Wheel).Distinct())
            plan.Cache.Forget(plan.Bytecode[wheel].Kept!);
        if (_failed.Count > 0 || !mayLink)
            return;
        // All of its sources were looked at, and each kept file holds the very time of its source: else it was written anew.
        foreach (var wheel in plan.Bytecode.Select(bytecode => bytecode.Kept).OfType<KeptWheel>().Where(wheel => !wheel.IsSettled && !_rewritten.Contains(wheel)))
            plan.Cache.Settle(wheel);
    }

    /// <summary>Whether all sources of a wheel are done, so that none of it needs a compiler.</summary>
    public bool IsDone(int wheel) => plan.Bytecode[wheel].Missing.Count == 0 && !_failed.Any(failed => failed.Wheel == wheel);

    /// <summary>A RECORD without the bytecode that could not be put in place.</summary>
    internal PlannedContent Truthful(int wheel, PlannedContent record)
    {
        if (_failed.Count == 0)
            return record;
        var planned = plan.Wheels[wheel];
        var failed = _failed.Where(each => each.Wheel == wheel).Select(each => plan.RowOf(planned, planned.Links[each.Link].Target)).ToHashSet();
        if (failed.Count == 0)
            return record;
        var rows = new RecordReader(record.Content.Span);
        var writer = new RecordWriter();
        while (rows.Read())
        {
            if (!failed.Contains(FsPath.FromBytes(rows.Path)))
                writer.Add(rows);
        }
        return record with { Content = writer.Content };
    }

    private void Add(BytecodeHand hand)
    {
        lock (_lock)
        {
            Cached += hand.Cached;
            Compiled += hand.Compiled;
            CachedBytes += hand.CachedBytes;
            _failed.UnionWith(hand.Failed);
            _rewritten.UnionWith(hand.Rewritten);
            _rejected.AddRange(hand.Rejected);
            _loose.AddRange(hand.Loose);
        }
    }
}
