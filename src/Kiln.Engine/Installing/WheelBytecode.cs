using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;

namespace Kiln.Engine.Installing;

/// <summary>The bytecode of one wheel of an install: what is kept of it, file by file, or which of its sources are to be compiled.</summary>
internal sealed class WheelBytecode
{
    private readonly KeptPyc?[] _pycs;

    private WheelBytecode(PlannedWheel wheel, KeptWheel? kept, BytecodeFill? begun)
    {
        Wheel = wheel;
        Kept = kept;
        Begun = begun;
        _pycs = kept is null ? [] : new KeptPyc?[wheel.Links.Count];
    }

    /// <summary>The wheel.</summary>
    public PlannedWheel Wheel { get; }

    /// <summary>What is kept of it; null for nothing.</summary>
    public KeptWheel? Kept { get; }

    /// <summary>What this run compiled of it while it downloaded; null for nothing.</summary>
    public BytecodeFill? Begun { get; }

    /// <summary>The sources that are to be compiled.</summary>
    public List<PlannedLink> Missing { get; } = [];

    /// <summary>True if the bytecode of every source can have a name.</summary>
    public bool AreAllNamed { get; private set; } = true;

    /// <summary>
    /// Takes what is kept of a wheel if that is all of it; of a wheel that was begun by this run whatever there is.
    /// </summary>
    public static WheelBytecode Match(PlannedWheel wheel, KeptWheel? kept, BytecodeFill? begun, PycNaming naming, int level)
    {
        var bytecode = new WheelBytecode(wheel, kept, begun);
        var pycs = kept?.Pycs ?? [];
        int next = 0;
        for (int i = 0; i < wheel.Links.Count; i++)
        {
            var link = wheel.Links[i];
            if (!link.IsSource)
                continue;
            if (!naming.CanName(link.Target.Name, level))
            {
                bytecode.AreAllNamed = false;
                continue;
            }
            // Both stand in the order of the wheel's entries.
            while (next < pycs.Count && pycs[next].Entry < link.Entry)
                next++;
            if (next < pycs.Count && pycs[next].Entry == link.Entry)
                bytecode._pycs[i] = pycs[next];
            else
                bytecode.Missing.Add(link);
        }
        bool isPart = kept is not null && begun is null && bytecode.Missing.Count > 0;
        return isPart ? Match(wheel, kept: null, begun: null, naming, level) : bytecode;
    }

    /// <summary>What is kept of the source that is the wheel's link of that number; null where that is no source, or nothing is kept of it.</summary>
    public KeptPyc? PycOf(int link) => Kept is null ? null : _pycs[link];

    /// <summary>The sources of which something is kept, and their numbers among the wheel's links.</summary>
    public IEnumerable<(int Link, PlannedLink Source, KeptPyc Pyc)> Taken()
    {
        for (int i = 0; i < _pycs.Length; i++)
        {
            if (_pycs[i] is { } pyc)
                yield return (i, Wheel.Links[i], pyc);
        }
    }
}
