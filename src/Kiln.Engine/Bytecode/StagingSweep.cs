using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Finds the staging folders of killed runs, and removes them with a count of what they held.</summary>
internal static class StagingSweep
{
    /// <summary>Staging folders, of this or another run, in a folder; none in the empty path.</summary>
    public static IEnumerable<FsPath> FindIn(FsPath home) =>
        home.IsEmpty ? [] : Names(home).Where(path => TemporaryName.IsOne(path.Name) && FileSystem.IsFolder(path));

    /// <summary>Removes a staging folder whose run is gone, or in a dry run only counts it.</summary>
    public static void Sweep(FsPath folder, ClearTally tally)
    {
        long bytes = Names(folder).Sum(SizeOf);
        if (tally.IsDryRun ? !UnfinishedFile.IsLocked(folder / StagingFolder.LockName) : StagingFolder.TrySweep(folder))
            tally.CountStaging(bytes);
    }

    private static List<FsPath> Names(FsPath folder)
    {
        var paths = new List<FsPath>();
        if (FolderHandle.Open(folder, follow: true, out var opened).IsError)
            return paths;
        var entries = new FolderEntries();
        using (opened!)
            _ = opened!.List(entries);
        for (int i = 0; i < entries.Count; i++)
            paths.Add(folder.Append(entries.Name(i)));
        return paths;
    }

    private static long SizeOf(FsPath file) => FileSystem.Stat(file, follow: false, out var status).IsError ? 0 : status.Size;
}
