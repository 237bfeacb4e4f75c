using Kiln.Compiler;

namespace Kiln.Engine.Bytecode;

/// <summary>Counts the sources that the native engine left to the interpreter, by reason; all threads of a run share one.</summary>
internal sealed class HandedBack
{
    private readonly int[] _counts = new int[Enum.GetValues<RejectReason>().Length];

    public void Add(RejectReason reason) => Interlocked.Increment(ref _counts[(int)reason]);

    /// <summary>The reasons that occurred with their counts, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<RejectReason, int>> ByReason() =>
    [
        .. Enum.GetValues<RejectReason>().Select(reason => KeyValuePair.Create(reason, _counts[(int)reason]))
            .Where(entry => entry.Value > 0).OrderByDescending(entry => entry.Value),
    ];
}
