using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Removes what runs that were killed left behind, and nothing of a run that is still there: that one holds a lock on it.</summary>
internal static class Leftovers
{
    /// <summary>Removes the unfinished files and staging folders that lie in this folder.</summary>
    public static void Sweep(FsPath folder)
    {
        if (FolderHandle.Open(folder, follow: true, out var opened).IsError)
            return;
        var entries = new FolderEntries();
        using (opened!)
            _ = opened!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            if (!TemporaryName.IsOne(entries.Name(i)))
                continue;
            var path = folder.Append(entries.Name(i));
            if (FileSystem.Stat(path, follow: false, out var status).IsError)
                continue;
            if (status.Kind == FileKind.Folder)
                _ = StagingFolder.TrySweep(path);
            else if (status.Kind == FileKind.File)
                UnfinishedFile.Sweep(path);
        }
    }
}
