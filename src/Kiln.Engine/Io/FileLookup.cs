namespace Kiln.Engine.Io;

/// <summary>
/// Tells whether files are there, many of one folder one after the other: that folder stays open, so that the system need not follow the whole path for each.
/// For one thread.
/// </summary>
public sealed class FileLookup : IDisposable
{
    private FolderHandle? _folder;

    /// <summary>True if a file or folder is there, links followed.</summary>
    public bool Exists(FsPath path)
    {
        var name = path.Name;
        var parent = path.Bytes[..^name.Length];
        if (parent.Length < 2 || OperatingSystem.IsWindows())
            return FileSystem.Exists(path);
        parent = parent[..^1];
        if (_folder is null || !parent.SequenceEqual(_folder.Path.Bytes))
        {
            _folder?.Dispose();
            _ = FolderHandle.Open(FsPath.FromBytes(parent), follow: true, out _folder);
        }
        // A folder that may not be listed may still be passed through.
        return _folder is null ? FileSystem.Exists(path) : !_folder.Stat(path.Terminated[^(name.Length + 1)..], follow: true, out _).IsError;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}
