using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// The unpacked wheels on disk:
/// <code>
/// wheels-v1/
///   .lock                      shared by all who use the bucket, exclusive for those who remove from it
///   ab/abcd…ef/                a wheel, by the SHA-256 of its archive
///     index                      all that an installer asks (WheelIndex)
///     tree/                      its files
///   known/abcd…ef              the SHA-256 of a file that was seen before (KnownArchives)
///   .kiln-3f9c21d07a5e-1/      a wheel being unpacked, renamed to its place when it is whole; or one being downloaded
/// </code>
/// </summary>
internal sealed class WheelBucket(FsPath path)
{
    public const string Name = "wheels-v1";

    /// <summary>Where the bucket is.</summary>
    public FsPath Path => path;

    /// <summary>The lock between users and removers.</summary>
    public FsPath LockFile => path / ".lock";

    /// <summary>What is known of archives.</summary>
    public FsPath Known => path / "known";

    /// <summary>The bucket of a cache, made if it is missing.</summary>
    public static WheelBucket Make(CacheFolder cache) => cache.TryMakeBucket(Name, out var path)
        ? new WheelBucket(path)
        : throw new UserErrorException($"cannot make the cache folder `{path}`")
        {
            Hint = "choose another one with `--cache-dir`, or none with `--no-cache`",
        };

    /// <summary>The wheel with that hash; null if it is not there, or damaged.</summary>
    public UnpackedWheel? Find(string sha256) =>
        Read(PlaceOf(sha256)) is { } wheel && wheel.Sha256 == sha256 ? wheel : null;

    /// <summary>The wheel in a folder; null if it is damaged.</summary>
    public static UnpackedWheel? Read(FsPath place) =>
        FileSystem.ReadAll(IndexIn(place), out var content).IsError ? null : WheelIndex.Read(content, TreeIn(place));

    /// <summary>Makes a folder to unpack into, with an empty tree in it.</summary>
    public FsPath MakeUnfinished()
    {
        var folder = path.Append(TemporaryName.Next());
        var error = FileSystem.MakeFolders(TreeIn(folder));
        return error.IsError ? throw UserErrorException.ForFile("make the folder", TreeIn(folder), error) : folder;
    }

    /// <summary>
    /// Moves a finished folder to its place. Where another process was faster, its copy stays and ours goes;
    /// where what is there is damaged, it is replaced.
    /// </summary>
    public UnpackedWheel Place(FsPath unfinished, UnpackedWheel wheel)
    {
        var error = FileSystem.WriteAll(IndexIn(unfinished), WheelIndex.Write(wheel));
        if (error.IsError)
            throw UserErrorException.ForFile("write", IndexIn(unfinished), error);
        var place = PlaceOf(wheel.Sha256);
        _ = FileSystem.MakeFolders(place.Parent);
        error = FileSystem.Rename(unfinished, place);
        if (error.IsError && Find(wheel.Sha256) is null)
        {
            Remove(place);
            error = FileSystem.Rename(unfinished, place);
        }
        if (error.IsError)
            _ = FileSystem.DeleteTree(unfinished);
        return Find(wheel.Sha256) ?? throw UserErrorException.ForFile("move an unpacked wheel to", place, error);
    }

    /// <summary>Removes a wheel: first from its place, in one step, so that nobody finds half of it.</summary>
    public void Remove(string sha256) => Remove(PlaceOf(sha256));

    /// <summary>The folders of all wheels.</summary>
    public IEnumerable<FsPath> Places() => SubfoldersOf(path).Where(each => each.Name.Length == 2).SelectMany(SubfoldersOf);

    /// <summary>The folders in which somebody unpacks, or did until he was killed.</summary>
    public IEnumerable<FsPath> Unfinished() => SubfoldersOf(path).Where(each => TemporaryName.IsOne(each.Name));

    /// <summary>Removes the folder of a wheel.</summary>
    public void Remove(FsPath place)
    {
        var away = path.Append(TemporaryName.Next());
        if (!FileSystem.Rename(place, away).IsError)
            _ = FileSystem.DeleteTree(away);
    }

    /// <summary>The tree in the folder of a wheel.</summary>
    public static FsPath TreeIn(FsPath place) => place / "tree";

    /// <summary>The index in the folder of a wheel.</summary>
    public static FsPath IndexIn(FsPath place) => place / "index";

    private FsPath PlaceOf(string sha256) => path / sha256[..2] / sha256;

    private static List<FsPath> SubfoldersOf(FsPath folder)
    {
        var found = new List<FsPath>();
        var entries = new FolderEntries();
        if (FolderHandle.Open(folder, follow: false, out var handle).IsError)
            return found;
        using (handle)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var path = folder.Append(entries.Name(i));
            if (!FileSystem.Stat(path, follow: false, out var status).IsError && status.Kind == FileKind.Folder)
                found.Add(path);
        }
        return found;
    }
}
