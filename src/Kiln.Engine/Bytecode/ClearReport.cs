using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>What a run of <see cref="BytecodeCleaner"/> removed, or in a dry run would remove.</summary>
public sealed class ClearReport
{
    /// <summary>Number of bytecode files.</summary>
    public int Files { get; init; }

    /// <summary>Number of unfinished files, and folders of them, that killed runs of Kiln had left.</summary>
    public int Unfinished { get; init; }

    /// <summary>Number of cache folders that became empty.</summary>
    public int Folders { get; init; }

    /// <summary>The size of all that.</summary>
    public long Bytes { get; init; }

    /// <summary>The paths of these files, if they were asked for, in order.</summary>
    public IReadOnlyList<FsPath> Removed { get; init; } = [];

    /// <summary>What could not be removed, by path.</summary>
    public IReadOnlyList<ClearFailure> Failures { get; init; } = [];

    /// <summary>Wall-clock time of the run.</summary>
    public TimeSpan Elapsed { get; init; }
}
