using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>The files and links below a folder; links are not followed.</summary>
internal static class FilesBelow
{
    /// <summary>All of them; none where there is no such folder.</summary>
    public static List<FsPath> Of(FsPath folder)
    {
        var files = new List<FsPath>();
        if (FolderHandle.Open(folder, follow: false, out var handle).IsError)
            return files;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var path = folder.Append(entries.Name(i));
            bool isFolder = !FileSystem.Stat(path, follow: false, out var status).IsError && status.Kind == FileKind.Folder;
            files.AddRange(isFolder ? Of(path) : [path]);
        }
        return files;
    }
}
