using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>
/// What there is of the bytecode of wheels, looked up by a thread of its own, the biggest first, while the install is planned: planning has steps that keep one core
/// only. Who asks for one that nobody has looked up yet does that himself.
/// </summary>
public sealed class KeptLookup
{
    private const int WheelsWorthAThread = 8;

    private readonly Lazy<KeptWheel?>[] _found;
    private readonly BytecodeFill?[] _begun;

    private KeptLookup(BytecodeCache cache, Lazy<KeptWheel?>[] found, BytecodeFill?[] begun)
    {
        Cache = cache;
        _found = found;
        _begun = begun;
    }

    /// <summary>Where it is looked up.</summary>
    public BytecodeCache Cache { get; }

    /// <summary>Begins to look.</summary>
    /// <param name="wheels">The wheels.</param>
    /// <param name="cache">Where it is looked up.</param>
    /// <param name="isRefreshed">Whether what is kept of a wheel is not believed, so that it is compiled anew; called from several threads.</param>
    /// <param name="ahead">What this run compiled while it downloaded, which is over; null for nothing.</param>
    public static KeptLookup Start(IReadOnlyList<UnpackedWheel> wheels, BytecodeCache cache, Func<UnpackedWheel, bool> isRefreshed, ArrivalCompiler? ahead)
    {
        BytecodeFill?[] begun = [.. wheels.Select(wheel => ahead?.FillOf(wheel))];
        Lazy<KeptWheel?>[] found = [.. wheels.Select((wheel, i) => new Lazy<KeptWheel?>(
            () => begun[i] is { } fill ? fill.SoFar() : isRefreshed(wheel) ? null : cache.Find(wheel)))];
        if (wheels.Count >= WheelsWorthAThread)
        {
            int[] order = SharedLoop.BiggestFirst(found.Length, i => wheels[i].Entries.Count);
            // Nobody waits for it: what goes wrong here goes wrong again for whoever asks.
            _ = WorkerThread.Start("kiln-kept", () => Array.ForEach(order, i => _ = found[i].Value));
        }
        return new KeptLookup(cache, found, begun);
    }

    /// <summary>What is kept of a wheel, by its number; null for nothing.</summary>
    internal KeptWheel? KeptOf(int wheel) => _found[wheel].Value;

    /// <summary>What this run compiled of a wheel while it downloaded; null for nothing.</summary>
    internal BytecodeFill? BegunOf(int wheel) => _begun[wheel];
}
