using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Puts the bytecode of installed files in place, one after the other, and counts it. One per thread; what it did is told when it is done with.</summary>
internal sealed class BytecodeHand(BytecodePlan plan, KeptPlacer placer, Action<BytecodeHand> tell) : IDisposable
{
    /// <summary>Number of files that were put in place, and had been compiled by an earlier run.</summary>
    public int Cached { get; private set; }

    /// <summary>Number of those that this run compiled while it downloaded.</summary>
    public int Compiled { get; private set; }

    /// <summary>The size of those of earlier runs.</summary>
    public long CachedBytes { get; private set; }

    /// <summary>What could not be put in place: the wheel's number, and its link's.</summary>
    public List<(int Wheel, int Link)> Failed { get; } = [];

    /// <summary>Wheels of which a kept file was written anew, because it did not fit as it is.</summary>
    public HashSet<KeptWheel> Rewritten { get; } = [];

    /// <summary>Sources that have none because the interpreter rejects them.</summary>
    public List<(FsPath Source, KeptPyc Pyc)> Rejected { get; } = [];

    /// <summary>Sources that got theirs in folders that were there before.</summary>
    public List<FsPath> Loose { get; } = [];

    /// <summary>Puts the bytecode of a file in place that was just installed, if it is a source and there is some.</summary>
    /// <param name="wheel">The wheel's number.</param>
    /// <param name="number">The file's number among the wheel's links.</param>
    /// <param name="link">The file.</param>
    /// <param name="folder">Its folder; null if it cannot be held open.</param>
    /// <param name="isNewFolder">Whether that folder was not there before.</param>
    /// <param name="mayLink">True if installed files are links to those of the cache.</param>
    public void Place(int wheel, int number, in PlannedLink link, FolderHandle? folder, bool isNewFolder, bool mayLink)
    {
        var bytecode = plan.Bytecode[wheel];
        if (bytecode.PycOf(number) is not { } pyc)
            return;
        var end = folder is null ? Placement.Failed : placer.Place(bytecode.Kept!, pyc, new PlacedSource(link.Source, link.Target, folder), mayLink);
        if (end == Placement.Failed)
        {
            Failed.Add((wheel, number));
            return;
        }
        if (end == Placement.Written)
            Rewritten.Add(bytecode.Kept!);
        if (!pyc.HasCode)
            Rejected.Add((link.Target, pyc));
        int count = pyc.HasCode ? 1 : 0;
        if (bytecode.Kept!.IsOfThisRun)
            Compiled += count;
        else
            (Cached, CachedBytes) = (Cached + count, CachedBytes + pyc.SizeBytes);
        if (!isNewFolder)
            Loose.Add(link.Target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        placer.Dispose();
        tell(this);
    }
}
