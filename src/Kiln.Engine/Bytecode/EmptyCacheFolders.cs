using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// <c>__pycache__</c> folders with nothing in them. A run makes the folder when it moves its first file there: killed between the two, it leaves it empty,
/// and where no source is to be compiled again nobody comes by.
/// </summary>
internal static class EmptyCacheFolders
{
    /// <summary>Removes those below a folder; links are not followed, and what cannot be read or removed stays.</summary>
    public static void Remove(FsPath folder)
    {
        if (FolderHandle.Open(folder, follow: false, out var opened).IsError)
            return;
        var entries = new FolderEntries();
        using (opened!)
            _ = opened!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries.Kind(i) is not (FileKind.Folder or FileKind.Unknown))
                continue;
            var path = folder.Append(entries.Name(i));
            if (entries.Name(i).SequenceEqual("__pycache__"u8))
                _ = FileSystem.DeleteFolder(path);
            else
                Remove(path);
        }
    }
}
