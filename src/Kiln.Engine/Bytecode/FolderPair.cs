using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// A folder of sources and the folder of their bytecode, listed side by side; one object serves folder after folder, on one thread.
/// Opening it adds the folders below to the queue.
/// </summary>
internal sealed class FolderPair(FsPath cachePrefix, SourceExclusion exclusion, FolderQueue queue)
{
    private const string BytecodeEnding = ".pyc";

    private readonly FolderEntries _entries = new();
    private readonly FolderEntries _cached = new();

    // Names as Latin-1, one character a byte.
    private readonly Dictionary<string, FileKind> _kinds = [];

    /// <summary>The folder that was opened.</summary>
    public FolderJob Job { get; private set; } = null!;

    /// <summary>The folder of its bytecode: its <c>__pycache__</c>, or its mirror under PYTHONPYCACHEPREFIX.</summary>
    public FsPath CachePath { get; private set; }

    /// <summary>Files and links that are named as sources.</summary>
    public List<FsPath> Sources { get; } = [];

    /// <summary>Files that were asked for by name and are not there.</summary>
    public List<FsPath> Vanished { get; } = [];

    /// <summary>Regular files in the cache folder.</summary>
    public List<FsPath> CachedFiles { get; } = [];

    /// <summary>Number of entries in the cache folder, of whatever kind.</summary>
    public int CachedCount => _cached.Count;

    /// <summary>Why the cache folder could not be listed; not found where there is none.</summary>
    public FileError CacheError { get; private set; }

    /// <summary>Staging folders, of this or another run.</summary>
    public List<FsPath> StagingFolders { get; } = [];

    /// <summary><c>x.pyc</c> without <c>x.py</c> beside it: imported as it is.</summary>
    public IEnumerable<FsPath> Sourceless => _kinds
        .Where(entry => entry.Value is FileKind.File or FileKind.Link && IsModule(entry.Key) && !HasSource(entry.Key[..^BytecodeEnding.Length]))
        .Select(entry => Job.Path.Append(Encoding.Latin1.GetBytes(entry.Key)));

    /// <summary>True if the source of this bytecode lies in the folder, or, where files were asked for by name, is one of them.</summary>
    public bool HasSource(in PycName name) => HasSource(Encoding.Latin1.GetString(name.Stem));

    /// <summary>
    /// Lists both folders; an error if the sources cannot be listed. Through a link to a cache folder only with <paramref name="followCache"/>.
    /// </summary>
    public FileError Open(FolderJob job, bool followCache)
    {
        Job = job;
        CachePath = PycNaming.CacheFolderOf(job.Path, cachePrefix);
        Sources.Clear();
        Vanished.Clear();
        CachedFiles.Clear();
        StagingFolders.Clear();
        _kinds.Clear();
        var error = job.Names is null ? List(job.Path, follow: true, _entries) : AddNames(job.Names);
        // A mirror's folders may outlive those of the sources.
        if (error.IsError && (error.Fault != FileFault.NotFound || cachePrefix.IsEmpty))
            return error;
        for (int i = 0; i < _entries.Count; i++)
            AddEntry(_entries.Name(i), _entries.Kind(i));
        CacheError = List(CachePath, followCache, _cached);
        for (int i = 0; i < _cached.Count; i++)
            AddCached(_cached.Name(i), _cached.Kind(i));
        return FileError.None;
    }

    /// <summary>True for <c>x.pyc</c>, where x has no dot: the name of a module has none.</summary>
    private static bool IsModule(string name) =>
        name.Length > BytecodeEnding.Length
        && name.EndsWith(BytecodeEnding, StringComparison.Ordinal)
        && name.IndexOf('.') == name.Length - BytecodeEnding.Length;

    private bool HasSource(string stem) =>
        HasFile(stem + ".py") || HasFile(stem + ".pyw") || (stem == "py" && HasFile(".py"));

    private bool HasFile(string name) => _kinds.TryGetValue(name, out var kind) && kind is FileKind.File or FileKind.Link;

    private static FileError List(FsPath path, bool follow, FolderEntries entries)
    {
        entries.Clear();
        var error = FolderHandle.Open(path, follow, out var folder);
        if (error.IsError)
            return error;
        using (folder!)
            return folder!.List(entries);
    }

    private FileError AddNames(IReadOnlyList<byte[]> names)
    {
        _entries.Clear();
        foreach (var name in names)
            _entries.Add(name.AsSpan(0, name.Length - 1), FileKind.Unknown);
        return FileError.None;
    }

    private void AddEntry(ReadOnlySpan<byte> name, FileKind listed)
    {
        var path = Job.Path.Append(name);
        var kind = KindOf(path, listed);
        if (kind is null)
        {
            if (Job.Names is not null)
                Vanished.Add(path);
            return;
        }
        _kinds[Encoding.Latin1.GetString(name)] = kind.Value;
        if (kind == FileKind.Folder)
            AddFolder(path);
        else if (kind is FileKind.File or FileKind.Link or FileKind.Unknown && name.EndsWith(".py"u8) && !IsExcluded(path))
            Sources.Add(path);
    }

    private void AddFolder(FsPath path)
    {
        if (path.Name.SequenceEqual("__pycache__"u8) || path.Name.SequenceEqual(TemporaryName.ChangeFolder) || Job.Names is not null)
            return;
        if (TemporaryName.IsOne(path.Name))
            StagingFolders.Add(path);
        else if (!IsExcluded(path))
            queue.Add(Job with { Path = path });
    }

    private void AddCached(ReadOnlySpan<byte> name, FileKind listed)
    {
        var path = CachePath.Append(name);
        var kind = KindOf(path, listed);
        if (kind == FileKind.File)
            CachedFiles.Add(path);
        else if (kind == FileKind.Folder && !cachePrefix.IsEmpty && !TemporaryName.IsOne(name))
            AddMirrored(name);
    }

    /// <summary>A folder of the mirror is looked at also if that of its sources is gone.</summary>
    private void AddMirrored(ReadOnlySpan<byte> name)
    {
        if (!_kinds.ContainsKey(Encoding.Latin1.GetString(name)))
            AddFolder(Job.Path.Append(name));
    }

    private bool IsExcluded(FsPath path) => !exclusion.IsEmpty && exclusion.Matches(Job.BelowRoot(path));

    /// <summary>What a path is; null if it is gone, unknown if that cannot be seen.</summary>
    private static FileKind? KindOf(FsPath path, FileKind listed)
    {
        if (listed != FileKind.Unknown)
            return listed;
        var error = FileSystem.Stat(path, follow: false, out var status);
        return error.Fault is FileFault.NotFound or FileFault.NotFolder ? null : status.Kind;
    }
}
