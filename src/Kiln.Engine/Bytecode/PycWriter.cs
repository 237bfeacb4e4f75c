using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Writes <c>.pyc</c> files whole or not at all: into a new file elsewhere, renamed into place when it is complete
/// (importlib's _write_atomic). One that is kept in the cache is best made there, and linked into its place: that costs 8 µs, a second name and a rename 18.
/// One per thread, one file at a time: begin, write, then commit or abort.
/// </summary>
internal sealed class PycWriter(StagingFolders staging)
{
    private const int MostSweepers = 3;

    private SourceFolder _folder = null!;
    private SecondName _secondName;
    private StagingFolder? _usedStaging;
    private bool _isInCache;
    private bool _canLinkFromCache = true;
    private FsPath _temporary;
    private FileHandle? _file;

    /// <summary>True if the last commit failed only for where the file was made: from now on such a file is made in place.</summary>
    public bool HasLostStaging { get; private set; }

    /// <summary>As importlib: the source's bits, writable for the owner, never executable (_calc_mode, then &amp; 0o666).</summary>
    public static uint ModeOf(uint sourceMode) => (sourceMode | 0x80) & 0x1b6;

    /// <summary>Starts a file.</summary>
    /// <param name="folder">The folder of the source.</param>
    /// <param name="sourceMode">The permission bits of the source.</param>
    /// <param name="secondName">A name that the file is to have beside its own.</param>
    public FileError Begin(SourceFolder folder, uint sourceMode, in SecondName secondName)
    {
        _folder = folder;
        _secondName = secondName;
        _temporary = default;
        HasLostStaging = false;

        uint mode = ModeOf(sourceMode);
        _usedStaging = folder.StagingFrom(staging, out bool isLikeCache);
        _isInCache = isLikeCache && _canLinkFromCache && secondName.IsWanted && !secondName.Create(mode, out _file).IsError;
        if (_isInCache)
            return FileError.None;
        if (_usedStaging is null)
            return BeginInPlace(mode);
        _temporary = _usedStaging.NextPath();
        var error = FileHandle.Create(_temporary, mode, out _file);
        if (error.Fault is not (FileFault.NotFound or FileFault.AccessDenied))
            return error;
        folder.ForgetStaging();
        _usedStaging = null;
        return BeginInPlace(mode);
    }

    /// <summary>Adds bytes.</summary>
    public FileError Write(ReadOnlySpan<byte> bytes) => _file!.Write(bytes);

    /// <summary>Adds a header and what follows it, in one system call.</summary>
    public FileError Write(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes) => _file!.Write(header, bytes);

    /// <summary>What the last file that was committed is, if it got its second name.</summary>
    public FileStatus? SecondlyNamed { get; private set; }

    /// <summary>
    /// Puts the file in its place, over what was there; refused if that is a link or no file. Before that it gets a second name, if one is wanted: nobody else
    /// can have touched it.
    /// </summary>
    public FileError Commit(ReadOnlySpan<byte> name)
    {
        var target = _folder.CachePath.Append(name);
        SecondlyNamed = null;
        if (_isInCache)
            return CommitFromCache(target);
        var error = _folder.MayHoldBytecode ? RefuseOtherThanFile(target) : FileError.None;
        FileStatus status = default;
        bool isNamed = !error.IsError && _secondName.IsWanted && !_file!.Stat(out status).IsError;
        if (!error.IsError)
            error = _usedStaging is null ? _file!.Flush() : _file!.Close();
        SecondlyNamed = isNamed && !error.IsError && !_secondName.GiveTo(_temporary).IsError ? status : null;
        if (!error.IsError)
            error = FileSystem.Rename(_temporary, target);
        if (error.Fault == FileFault.NotFound)
        {
            error = MakeCacheFolder();
            error = error.IsError ? error : FileSystem.Rename(_temporary, target);
        }
        if (error.IsError)
            Abort();
        _file!.Dispose();

        // Another mount of the same device takes no rename; and somebody may have cleared the staging folder away.
        HasLostStaging = _usedStaging is not null && error.Fault is (FileFault.CrossDevice or FileFault.NotFound);
        if (HasLostStaging)
            _folder.ForgetStaging();
        return error;
    }

    /// <summary>Throws the unfinished file away.</summary>
    public void Abort()
    {
        _file?.Dispose();
        if (_isInCache)
            _secondName.Delete();
        else if (!_temporary.IsEmpty)
            _ = FileSystem.Delete(_temporary);
    }

    /// <summary>Links a file into its place that was made in the cache. Where that cannot be, it is made again as others are.</summary>
    private FileError CommitFromCache(FsPath target)
    {
        var error = _file!.Stat(out var status);
        var closing = _file.Close();
        error = error.IsError ? error : closing;
        if (!error.IsError)
            error = LinkFromCache(target);
        if (error.IsError)
            Abort();
        else
            SecondlyNamed = status;
        return error;
    }

    private FileError LinkFromCache(FsPath target)
    {
        var error = _secondName.Add(target);
        if (error.Fault == FileFault.NotFound)
        {
            var making = MakeCacheFolder();
            if (making.IsError)
                return making;
            error = _secondName.Add(target);
        }
        HasLostStaging = error.IsError;
        if (HasLostStaging)
            _folder.ForgetStaging();
        // Where somebody was faster with the file, or cleaned the cache, the next one can be linked all the same.
        _canLinkFromCache &= !HasLostStaging || error.Fault is FileFault.Exists or FileFault.NotFound;
        return error;
    }

    /// <summary>The file is made beside its place, and locked while it is unfinished, so that a later run knows whether its maker is gone.</summary>
    private FileError BeginInPlace(uint mode)
    {
        var error = CreateInPlace(mode);
        // A sweeper that came before the lock takes the file away: another one then. Where files cannot be locked, nobody sweeps.
        for (int i = 0; i < MostSweepers && !error.IsError && !(FileLock.TryLock(_file!) && _file!.IsLinked); i++)
        {
            Abort();
            error = CreateInPlace(mode);
        }
        return error;
    }

    private FileError CreateInPlace(uint mode)
    {
        _temporary = _folder.CachePath.Append(TemporaryName.Next());
        var error = FileHandle.Create(_temporary, mode, out _file);
        if (error.Fault == FileFault.NotFound)
        {
            error = MakeCacheFolder();
            error = error.IsError ? error : FileHandle.Create(_temporary, mode, out _file);
        }
        if (error.IsError)
            _temporary = default;
        return error;
    }

    private FileError MakeCacheFolder()
    {
        // The source's folder must be there: only folders of a mirror are made all the way.
        bool isBeside = _folder.CachePath.Parent == _folder.Path;
        var error = isBeside ? FileSystem.MakeFolder(_folder.CachePath) : FileSystem.MakeFolders(_folder.CachePath);
        if (error.Fault != FileFault.Exists)
            return error;
        return FileSystem.IsFolder(_folder.CachePath) ? FileError.None : new FileError(FileFault.NotFolder, error.Code);
    }

    private static FileError RefuseOtherThanFile(FsPath target)
    {
        var error = FileSystem.Stat(target, follow: false, out var status);
        if (error.IsError)
            return error.Fault == FileFault.NotFound ? FileError.None : error;
        return status.Kind == FileKind.File ? FileError.None : new FileError(FileFault.Exists, 0);
    }
}
