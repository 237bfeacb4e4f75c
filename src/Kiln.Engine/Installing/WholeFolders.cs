using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// The folders in which a change removes all that there is: they are moved aside with one call each, not one a file. The roots themselves stay.
/// </summary>
internal sealed class WholeFolders
{
    private readonly IReadOnlyList<FsPath> _roots;
    private readonly Dictionary<FsPath, int> _remaining = [];
    private readonly HashSet<FsPath> _whole = [];

    /// <summary>Counts what remains in each folder.</summary>
    public WholeFolders(IReadOnlyList<RemovalPlan> removals, IReadOnlyList<FsPath> roots)
    {
        _roots = roots;
        foreach (var (folder, count) in removals.SelectMany(removal => removal.EntryCounts))
            _remaining[folder] = Math.Max(count, _remaining.GetValueOrDefault(folder));
        // Two distributions may list one file.
        foreach (var path in removals.SelectMany(removal => removal.Paths).Distinct())
            TakeOne(path.Parent);
        foreach (var folder in _remaining.Where(each => each.Value == 0).Select(each => each.Key).ToList())
            Add(folder);
    }

    /// <summary>Those that lie in no other of them.</summary>
    public IEnumerable<FsPath> Topmost => _whole.Where(folder => !_whole.Contains(folder.Parent));

    /// <summary>True for one of them.</summary>
    public bool Contains(FsPath folder) => _whole.Contains(folder);

    private void Add(FsPath folder)
    {
        // A folder that holds a root has an entry that never goes, and so is never here.
        if (!_roots.Contains(folder) && _whole.Add(folder) && TakeOne(folder.Parent) == 0)
            Add(folder.Parent);
    }

    /// <summary>An entry of a folder goes; how many remain.</summary>
    private int TakeOne(FsPath folder)
    {
        if (!_remaining.TryGetValue(folder, out int count))
            count = CountOf(folder);
        return _remaining[folder] = count == RemovalPlan.Unknown ? count : count - 1;
    }

    private static int CountOf(FsPath folder)
    {
        if (FolderHandle.Open(folder, follow: false, out var opened).IsError)
            return RemovalPlan.Unknown;
        var entries = new FolderEntries();
        using (opened!)
            return opened!.List(entries).IsError ? RemovalPlan.Unknown : entries.Count;
    }
}
