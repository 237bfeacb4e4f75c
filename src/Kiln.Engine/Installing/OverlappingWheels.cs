using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Wheels of which two bring the same file: the later one's stays, and the user is told.</summary>
internal static class OverlappingWheels
{
    /// <summary>The wheels without the files that a later one brings too.</summary>
    public static IReadOnlyList<PlannedWheel> Settle(IReadOnlyList<PlannedWheel> wheels, IReporter reporter)
    {
        var shared = SharedFolders(wheels);
        if (shared.Count == 0)
            return wheels;
        var owners = new Dictionary<FsPath, (int Wheel, int Link)>();
        var displaced = new HashSet<(int Wheel, int Link)>();
        for (int i = 0; i < wheels.Count; i++)
        {
            for (int j = 0; j < wheels[i].Links.Count; j++)
            {
                var target = wheels[i].Links[j].Target;
                if (!shared.Contains(target.Parent))
                    continue;
                if (owners.TryGetValue(target, out var first))
                {
                    displaced.Add(first);
                    reporter.Warn($"`{wheels[first.Wheel].Name}` and `{wheels[i].Name}` both bring `{target}`; that of `{wheels[i].Name}` is installed");
                }
                owners[target] = (i, j);
            }
        }
        return [.. wheels.Select((wheel, i) => displaced.Any(each => each.Wheel == i)
            ? wheel with { Links = [.. wheel.Links.Where((_, j) => !displaced.Contains((i, j)))] }
            : wheel)];
    }

    /// <summary>The folders to which more than one wheel brings files, or one from two of its own. Few do: the others' files, 20,000 in 98 wheels, need not be compared.</summary>
    private static HashSet<FsPath> SharedFolders(IReadOnlyList<PlannedWheel> wheels)
    {
        var owners = new Dictionary<FsPath, (int Wheel, bool IsData)>();
        var shared = new HashSet<FsPath>();
        for (int i = 0; i < wheels.Count; i++)
        {
            var folder = default(FsPath);
            var owner = (i, false);
            foreach (var link in wheels[i].Links)
            {
                if (link.IsData == owner.Item2 && link.Target.IsEntryOf(folder))
                    continue;
                (folder, owner) = (link.Target.Parent, (i, link.IsData));
                if (!owners.TryAdd(folder, owner) && owners[folder] != owner)
                    shared.Add(folder);
            }
        }
        return shared;
    }
}
