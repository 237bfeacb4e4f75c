using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Puts the bytecode of installed files in place, one after the other, and counts it. One per thread; what it did is told when it is done with.</summary>
internal sealed class BytecodeHand(BytecodePlan plan, KeptPlacer placer, Action<BytecodeHand> tell) : IDisposable
{
    private int _next;

    /// <summary>Number of files that were put in place, and had been compiled by an earlier run.</summary>
    public int Cached { get; private set; }

    /// <summary>Number of those that this run compiled while it downloaded.</summary>
    public int Compiled { get; private set; }

    /// <summary>The size of those of earlier runs.</summary>
    public long CachedBytes { get; private set; }

    /// <summary>What could not be put in place, by its number in the plan.</summary>
    public List<int> Failed { get; } = [];

    /// <summary>Sources that got theirs in folders that were there before.</summary>
    public List<FsPath> Loose { get; } = [];

    /// <summary>Puts the bytecode of a file in place that was just installed, if it is a source and there is some.</summary>
    /// <param name="installed">The file.</param>
    /// <param name="folder">Its folder; null if it cannot be held open.</param>
    /// <param name="isNewFolder">Whether that folder was not there before.</param>
    /// <param name="mayLink">True if installed files are links to those of the cache.</param>
    public void Place(FsPath installed, FolderHandle? folder, bool isNewFolder, bool mayLink)
    {
        int number = installed.Bytes.EndsWith(".py"u8) ? NumberOf(installed) : -1;
        if (number < 0)
            return;
        _next = number + 1;
        var planned = plan.Pycs[number];
        if (folder is null || !placer.TryPlace(planned.Kept, planned.Pyc, new PlacedSource(planned.Source.Brought, installed, folder), mayLink))
        {
            Failed.Add(number);
            return;
        }
        int count = planned.Pyc.HasCode ? 1 : 0;
        if (planned.Kept.IsOfThisRun)
            Compiled += count;
        else
            (Cached, CachedBytes) = (Cached + count, CachedBytes + planned.Pyc.SizeBytes);
        if (!isNewFolder)
            Loose.Add(installed);
    }

    /// <summary>Both come in the order of the wheels' entries: the next one is most often it, and none has to be looked up among 15,000 paths.</summary>
    private int NumberOf(FsPath installed) =>
        _next < plan.Pycs.Count && plan.Pycs[_next].Source.Target == installed ? _next : plan.NumberOf(installed);

    /// <inheritdoc/>
    public void Dispose()
    {
        placer.Dispose();
        tell(this);
    }
}
