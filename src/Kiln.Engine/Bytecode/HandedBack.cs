using Kiln.Compiler;

namespace Kiln.Engine.Bytecode;

/// <summary>Counts the sources that the native engine left to the interpreter, by reason; all threads of a run share one.</summary>
internal sealed class HandedBack
{
    private readonly int[] _counts = new int[(int)RejectReason.Warning + 1];

    public void Add(RejectReason reason) => Interlocked.Increment(ref _counts[(int)reason]);

    /// <summary>The reasons that occurred with their counts, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<RejectReason, int>> ByReason() =>
    [
        .. _counts.Select(static (count, reason) => KeyValuePair.Create((RejectReason)reason, count))
            .Where(static entry => entry.Value > 0).OrderByDescending(static entry => entry.Value),
    ];
}
