using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>What the planning of a removal has found so far.</summary>
internal sealed class RemovedFiles
{
    /// <summary>Files and links to remove.</summary>
    public HashSet<FsPath> Paths { get; } = [];

    /// <summary>How many entries each folder has that was listed.</summary>
    public Dictionary<FsPath, int> EntryCounts { get; } = [];
}
