namespace Kiln.Engine.Io;

/// <summary>
/// The folder at hand and those above it, kept open. Files of a tree that come one after the other are reached by their names in it, and folders by theirs in the
/// one above, which spares the kernel most of each path: 20,000 links cost 92 ms of processor time instead of 130. One per thread.
/// </summary>
public sealed class FolderTrail : IDisposable
{
    // Trees of archives may be deeper than a process may have files open, and most are not deeper than this.
    private const int MostOpen = 6;

    private readonly List<FolderHandle> _open = [];

    /// <summary>The folder of a file, if it is the one at hand; else null.</summary>
    public FolderHandle? FolderOf(FsPath file) => _open.Count > 0 && file.IsEntryOf(_open[^1].Path) ? _open[^1] : null;

    /// <summary>Goes back to the nearest open folder on the way to this one, or this one itself; null if there is none.</summary>
    public FolderHandle? Above(FsPath folder)
    {
        while (_open.Count > 0 && (_open.Count == MostOpen || !folder.IsWithin(_open[^1].Path)))
            Leave();
        return _open.Count > 0 ? _open[^1] : null;
    }

    /// <summary>Opens a folder, which is the one at hand then.</summary>
    public FileError Enter(FsPath folder, out FolderHandle? entered)
    {
        entered = Above(folder);
        if (entered is not null && entered.Path.Length == folder.Length)
            return FileError.None;
        bool isRelative = entered is not null && FsPath.IsSeparator(folder.Bytes[entered.Path.Length]);
        var error = isRelative
            ? entered!.OpenPlace(folder.Terminated[(entered.Path.Length + 1)..], out entered)
            : FolderHandle.OpenPlace(folder, out entered);
        if (entered is not null)
            _open.Add(entered);
        return error;
    }

    /// <summary>Closes all: what was opened may have been replaced since.</summary>
    public void Forget()
    {
        while (_open.Count > 0)
            Leave();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private void Leave()
    {
        _open[^1].Dispose();
        _open.RemoveAt(_open.Count - 1);
    }
}
