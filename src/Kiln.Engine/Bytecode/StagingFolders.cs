using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>The staging folders of one run: at most one for each tree, made when the first file needs it.</summary>
/// <param name="homes">The tops of the trees that are written to.</param>
/// <param name="cache">The folder of the cache that keeps what is compiled; the empty path for none.</param>
internal sealed class StagingFolders(IReadOnlyList<FsPath> homes, FsPath cache) : IDisposable
{
    private readonly FolderRights? _cacheRights = cache.IsEmpty ? null : FolderRights.Of(cache);
    private readonly Dictionary<FsPath, (StagingFolder? Folder, FolderRights? Rights)> _made = [];

    /// <summary>
    /// The staging folder for the bytecode of a source folder; null if a file made there would differ from one made in place
    /// (other file system, group handed on, access control list), or there is none. With <paramref name="isLikeCache"/> one made in the cache would be the same too,
    /// and nothing can lie where it goes.
    /// </summary>
    public StagingFolder? For(SourceFolder folder, out bool isLikeCache)
    {
        isLikeCache = false;
        FsPath? home = homes.Where(home => folder.CachePath.IsWithin(home)).Select(home => (FsPath?)home).FirstOrDefault();
        if (home is null)
            return null;
        var rights = FolderRights.Of(folder.CachePath) ?? FolderRights.Of(folder.Path);
        if (rights is not { HasDefaultAcl: false })
            return null;
        lock (_made)
        {
            if (!_made.TryGetValue(home.Value, out var made))
                _made[home.Value] = made = (StagingFolder.TryMake(home.Value), FolderRights.Of(home.Value));
            if (made.Rights != rights)
                return null;
            isLikeCache = !folder.MayHoldBytecode && rights == _cacheRights;
            return made.Folder;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (folder, _) in _made.Values)
            folder?.Dispose();
    }
}
