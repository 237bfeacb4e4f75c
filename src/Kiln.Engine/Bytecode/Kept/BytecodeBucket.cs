using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// Bytecode that was compiled before, on disk:
/// <code>
/// bytecode-v1/
///   counts                       what it was good for, and its size (BytecodeCounts)
///   wheels/ab/abcd…ef/           a wheel, by the SHA-256 of its archive
///     0f1e…d2/                     a compiler with level and form of header (CompilerDescription)
///       index                        what is known of the files (KeptWheelIndex); its time is that of the last use
///       settled                      the sources were looked at when their second was over (KeptWheel.IsSettled)
///       17                           the .pyc of the wheel's entry 17, header and all; often another name of an installed one
///   sources/0f1e…d2/             a compiler with its level
///     ab/abcd…ef                   the code of a source, by the source's SHA-256 (KeptSource); its time is that of the last use
///   .kiln-3f9c21d07a5e-1/        a wheel's folder being filled, renamed to its place when it is whole
/// </code>
/// Nothing in it is locked: all is put in place in one step, and whoever finds something missing has a miss.
/// Nothing in it comes out of a wheel: it is what a compiler of this machine made.
/// </summary>
internal sealed class BytecodeBucket(FsPath path)
{
    public const string Name = "bytecode-v1";

    /// <summary>Where the bucket is.</summary>
    public FsPath Path => path;

    /// <summary>The file of its counts.</summary>
    public FsPath Counts => path / "counts";

    private FsPath Wheels => path / "wheels";

    private FsPath Sources => path / "sources";

    /// <summary>The bucket of a cache, whether it is there or not.</summary>
    public static BytecodeBucket In(CacheFolder cache) => new(cache.Path / Name);

    /// <summary>The folder of a wheel's bytecode.</summary>
    public FsPath PlaceOf(string wheelSha256, CompilerDescription compiler) => FolderOf(wheelSha256) / compiler.FolderName;

    /// <summary>The folder of all bytecode of a wheel.</summary>
    public FsPath FolderOf(string wheelSha256) => Wheels / wheelSha256[..2] / wheelSha256;

    /// <summary>The folder of the code of single sources.</summary>
    public FsPath SourcesOf(CompilerDescription compiler) => Sources / compiler.FolderName;

    /// <summary>The index in the folder of a wheel's bytecode.</summary>
    public static FsPath IndexIn(FsPath place) => place / "index";

    /// <summary>The mark in that folder that its sources were looked at when their second was over.</summary>
    public static FsPath MarkIn(FsPath place) => place / "settled";

    /// <summary>Makes a folder to fill; the empty path if it cannot be made.</summary>
    public FsPath MakeUnfinished()
    {
        var folder = path.Append(TemporaryName.Next());
        return FileSystem.MakeFolder(folder).IsError ? default : folder;
    }

    /// <summary>Moves a filled folder to its place, over what is there; if that cannot be it goes away.</summary>
    public void Place(FsPath unfinished, FsPath place)
    {
        _ = FileSystem.MakeFolders(place.Parent);
        var error = FileSystem.Rename(unfinished, place);
        if (error.IsError)
        {
            Remove(place);
            error = FileSystem.Rename(unfinished, place);
        }
        if (error.IsError)
            _ = FileSystem.DeleteTree(unfinished);
    }

    /// <summary>Removes a folder or file: first from its place, in one step, so that nobody finds half of it.</summary>
    public void Remove(FsPath place)
    {
        var away = path.Append(TemporaryName.Next());
        if (!FileSystem.Rename(place, away).IsError && FileSystem.Delete(away).IsError)
            _ = FileSystem.DeleteTree(away);
    }

    /// <summary>The folders of all wheels' bytecode, one for each compiler.</summary>
    public IEnumerable<FsPath> WheelPlaces() => Below(Wheels).SelectMany(Below).SelectMany(Below);

    /// <summary>The files of all single sources.</summary>
    public IEnumerable<FsPath> SourceFiles() => Below(Sources).SelectMany(Below).SelectMany(Below);

    /// <summary>Folders that somebody fills, or did until he was killed.</summary>
    public IEnumerable<FsPath> Unfinished() => Below(path).Where(each => TemporaryName.IsOne(each.Name));

    private static List<FsPath> Below(FsPath folder)
    {
        var found = new List<FsPath>();
        if (FolderHandle.Open(folder, follow: false, out var handle).IsError)
            return found;
        var entries = new FolderEntries();
        using (handle)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
            found.Add(folder.Append(entries.Name(i)));
        return found;
    }
}
