using Kiln.Compiler;

namespace Kiln.Engine.Bytecode;

/// <summary>What <c>--verify-engine</c> found; all threads of a run share one.</summary>
public sealed class EngineComparison
{
    private readonly Lock _lock = new();
    private readonly List<string> _differences = [];
    private int _compared;

    /// <summary>How many sources, at each level, both engines compiled.</summary>
    public int Compared => _compared;

    /// <summary>Each source in which they differ, with what differs, in order.</summary>
    public IReadOnlyList<string> Differences
    {
        get
        {
            lock (_lock)
                return [.. _differences.Order(StringComparer.Ordinal)];
        }
    }

    internal void Add(RejectReason reason, string? difference)
    {
        if (reason == RejectReason.None)
            Interlocked.Increment(ref _compared);
        if (difference is null)
            return;
        lock (_lock)
            _differences.Add(difference);
    }
}
