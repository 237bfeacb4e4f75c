using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// Finds what stands where files are going to be put. Below a folder that is missing nothing is looked at, so that a new environment costs next to nothing.
/// </summary>
internal sealed class TakenPlaces(IReadOnlyList<FsPath> roots)
{
    private readonly Dictionary<FsPath, bool> _isThere = [];
    private readonly Containment _containment = new(roots);
    private FsPath _folder;
    private bool _isFolderThere;

    /// <summary>Those of the places at which there is something.</summary>
    /// <exception cref="UserErrorException">A folder on the way is none, lies outside the roots, or is a link that leads out of them.</exception>
    public List<FsPath> Among(IEnumerable<FsPath> places) =>
        [.. places.Where(place => IsFolderThere(place) && !FileSystem.Stat(place, follow: false, out _).IsError)];

    /// <summary>Neighbours come one after the other, and share the answer.</summary>
    private bool IsFolderThere(FsPath place)
    {
        if (!place.IsEntryOf(_folder))
        {
            _folder = place.Parent;
            _isFolderThere = IsThere(_folder);
        }
        return _isFolderThere;
    }

    private bool IsThere(FsPath folder)
    {
        if (_isThere.TryGetValue(folder, out bool isThere))
            return isThere;
        bool isRoot = roots.Contains(folder);
        if (!isRoot && !roots.Any(folder.IsWithin))
            throw UserErrorException.ForFile("install into", folder, new FileError(FileFault.Outside, 0));
        isThere = (isRoot || IsThere(folder.Parent)) && !FileSystem.Stat(folder, follow: false, out _).IsError;
        var error = isThere && !isRoot ? _containment.Check(folder) : FileError.None;
        if (error.IsError)
            throw UserErrorException.ForFile("install into", folder, error);
        return _isThere[folder] = isThere;
    }
}
