using Kiln.Engine.Io;

namespace Kiln.Engine.Cache;

/// <summary>
/// The folder in which Kiln keeps what it may lose: everything in it can be deleted at any time.
/// <code>
/// ~/.cache/kiln/
///   CACHEDIR.TAG            tells backup programs to pass by (https://bford.info/cachedir/)
///   .gitignore              "*"
///   interpreters-v2/        what interpreters answered (InterpreterCache)
///     DIGEST.json             one per path of an executable
///   self-checks-v1/         for which of them the native engine compiles (ProofMemory)
///   wheels-v1/              wheels, unpacked (WheelBucket)
///   bytecode-v1/            bytecode that was compiled before (BytecodeBucket)
///   http-v2/                what servers answered (HttpCache)
/// </code>
/// A bucket carries the version of its format in its name, so that versions of Kiln never read each other's.
/// </summary>
public sealed class CacheFolder : IDisposable
{
    private static ReadOnlySpan<byte> Tag => "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is Kiln's cache.\n"u8;

    private CacheFolder(FsPath path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    /// <summary>Where it lies; it need not exist yet.</summary>
    public FsPath Path { get; }

    /// <summary>True for <c>--no-cache</c>: it goes away with this run.</summary>
    public bool IsTemporary { get; }

    /// <summary>
    /// The cache of this run: <c>--cache-dir</c>, <c>KILN_CACHE_DIR</c>, then the user's cache folder. A temporary one where there is
    /// to be none, or where no home is known to put it in.
    /// </summary>
    public static CacheFolder Locate(Surroundings surroundings, FsPath? chosen = null, bool isUnwanted = false)
    {
        var path = chosen is { } given ? surroundings.Absolute(given)
            : surroundings.PathVariable("KILN_CACHE_DIR") ?? UserFolder(surroundings);
        return isUnwanted || path is null ? Temporary(surroundings) : new CacheFolder(path.Value, isTemporary: false);
    }

    /// <summary>Makes a bucket, and the cache around it, where they are missing; false if that cannot be, and nothing can be kept.</summary>
    public bool TryMakeBucket(string name, out FsPath bucket)
    {
        bucket = Path / name;
        if (FileSystem.IsFolder(bucket))
            return true;
        if (FileSystem.MakeFolders(Path).IsError)
            return false;
        MakeOnce(Path / "CACHEDIR.TAG", Tag);
        MakeOnce(Path / ".gitignore", "*\n"u8);
        return !FileSystem.MakeFolders(bucket).IsError;
    }

    /// <summary>Removes every bucket but one, whose users are to be waited for; returns how much that was.</summary>
    public TreeSize RemoveBucketsBeside(FsPath kept)
    {
        var removed = default(TreeSize);
        if (FolderHandle.Open(Path, follow: true, out var handle).IsError)
            return removed;
        var entries = new FolderEntries();
        using (handle)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var bucket = Path.Append(entries.Name(i));
            if (bucket == kept || !FileSystem.IsFolder(bucket))
                continue;
            removed += TreeSize.Measure(bucket);
            _ = FileSystem.DeleteTree(bucket);
        }
        return removed;
    }

    /// <summary>Removes a temporary cache; any other stays.</summary>
    public void Dispose()
    {
        if (IsTemporary)
            _ = FileSystem.DeleteTree(Path);
    }

    private static FsPath? UserFolder(Surroundings surroundings)
    {
        if (OperatingSystem.IsWindows())
            return surroundings.PathVariable("LOCALAPPDATA") is { } local ? local / "kiln" / "cache" : null;
        // A relative path there "is to be considered invalid" (XDG Base Directory Specification).
        if (surroundings.Variable("XDG_CACHE_HOME") is { } cache && cache.StartsWith('/'))
            return RawText.ToPath(cache) / "kiln";
        return surroundings.Home is { } home ? home / ".cache" / "kiln" : null;
    }

    private static CacheFolder Temporary(Surroundings surroundings)
    {
        var root = surroundings.PathVariable(OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR")
            ?? (OperatingSystem.IsWindows() ? surroundings.CurrentFolder : FsPath.From("/tmp"));
        return new CacheFolder(root.Append(TemporaryName.Next()), isTemporary: true);
    }

    private static void MakeOnce(FsPath file, ReadOnlySpan<byte> content)
    {
        if (!FileSystem.Exists(file))
            _ = FileSystem.WriteAll(file, content);
    }
}
