namespace Kiln.Engine.Io;

/// <summary>How many files there are below a folder, and their bytes together.</summary>
public readonly record struct TreeSize(long Files, long Bytes)
{
    /// <summary>Both together.</summary>
    public static TreeSize operator +(TreeSize left, TreeSize right) => new(left.Files + right.Files, left.Bytes + right.Bytes);

    /// <summary>Adds up what is below a folder; links are counted, not followed, and what cannot be read counts nothing.</summary>
    public static TreeSize Measure(FsPath folder)
    {
        var total = default(TreeSize);
        if (FolderHandle.Open(folder, follow: false, out var handle).IsError)
            return total;
        var entries = new FolderEntries();
        using (handle)
        {
            if (handle!.List(entries).IsError)
                return total;
            for (int i = 0; i < entries.Count; i++)
            {
                if (handle.Stat(entries.TerminatedName(i), follow: false, out var status).IsError)
                    continue;
                total += status.Kind == FileKind.Folder ? Measure(folder.Append(entries.Name(i))) : new TreeSize(1, status.Size);
            }
        }
        return total;
    }
}
