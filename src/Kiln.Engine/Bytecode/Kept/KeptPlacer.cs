using System.Buffers;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// Puts kept bytecode beside installed sources, file after file, best in the order of folders. The kept file itself gets another
/// name where it fits as it is, which shares its blocks and costs 4 µs; the file name in its code is then that of the place where it was compiled,
/// which import sets right (Python/import.c: _imp__fix_co_filename_impl) without a trace. Else a file is written with header and name of its place. One per thread.
/// </summary>
internal sealed class KeptPlacer(BytecodeFormat format, BytecodeOptions options) : IDisposable
{
    private static readonly byte[] CacheFolder = "__pycache__/"u8.ToArray();

    private static ReadOnlySpan<byte> CacheFolderName => "__pycache__\0"u8;

    private readonly PycNaming _naming = new(format.CacheTag, options.CachePrefix);
    private readonly byte[] _pycName = new byte[CacheFolder.Length + PycNaming.LongestName + 1];
    private readonly byte[] _keptName = new byte[KeptFile.LongestName];
    private readonly Dictionary<FsPath, FsPath> _cachePaths = [];
    private readonly ArrayBufferWriter<byte> _written = new();
    private FolderHandle? _kept;
    private FolderHandle? _sources;
    private FolderHandle? _cache;
    private FsPath _cachePath;
    private bool _canLink = true;

    /// <summary>Puts the bytecode of one source in place. Of a source that the interpreter rejects: looks whether it is still that source.</summary>
    /// <param name="wheel">What is kept of its wheel.</param>
    /// <param name="pyc">What is kept of it.</param>
    /// <param name="source">The source.</param>
    /// <param name="mayLink">True if installed files are links to those of the cache.</param>
    public Placement Place(KeptWheel wheel, KeptPyc pyc, in PlacedSource source, bool mayLink)
    {
        mayLink &= _canLink;
        bool isSure = mayLink && wheel.IsSettled && options.Mode == InvalidationMode.Timestamp;
        if (isSure && !pyc.HasCode)
            return Placement.AsKept;
        var path = source.Path;
        if (!TryOpen(wheel, source.Folder) || !_naming.TryName(path.Name, options.Levels[0], _pycName.AsSpan(PrefixLength), out int length))
            return Placement.Failed;
        var name = _pycName.AsSpan(0, PrefixLength + length);
        if (isSure && TryLink(pyc, name))
            return Placement.AsKept;
        if (source.Folder.Stat(path.TerminatedName, follow: true, out var status).IsError || status.Kind != FileKind.File || !IsAsBrought(wheel, source.Brought, status, mayLink))
            return Placement.Failed;
        if (!pyc.HasCode || (mayLink && HasHeaderOf(pyc, status) && TryLink(pyc, name)))
            return Placement.AsKept;
        return TryWrite(wheel, pyc, path, status, name[PrefixLength..^1]) ? Placement.Written : Placement.Failed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept?.Dispose();
        _cache?.Dispose();
    }

    /// <summary>Names of bytecode are meant from the source's folder, or from its mirror where there is a PYTHONPYCACHEPREFIX.</summary>
    private int PrefixLength => _naming.Prefix.IsEmpty ? CacheFolder.Length : 0;

    private FolderHandle Target => _cache ?? _sources!;

    private bool TryOpen(KeptWheel wheel, FolderHandle folder)
    {
        if (_kept is null || _kept.Path != wheel.Folder)
        {
            _kept?.Dispose();
            if (FolderHandle.Open(wheel.Folder, follow: false, out _kept).IsError)
                return false;
        }
        if (ReferenceEquals(_sources, folder))
            return !_cachePath.IsEmpty;
        _sources = folder;
        if (!_cachePaths.TryGetValue(folder.Path, out _cachePath) || !_naming.Prefix.IsEmpty)
            _cachePaths[folder.Path] = _cachePath = TryMakeCache(folder) ? _naming.CacheFolderOf(folder.Path) : default;
        return !_cachePath.IsEmpty;
    }

    /// <summary>Makes the folder of bytecode; a link in its place is not followed, as it may lead anywhere.</summary>
    private bool TryMakeCache(FolderHandle folder)
    {
        if (_naming.Prefix.IsEmpty)
        {
            CacheFolder.CopyTo(_pycName, 0);
            var error = folder.MakeFolder(CacheFolderName);
            return !error.IsError
                || (error.Fault == FileFault.Exists && !folder.Stat(CacheFolderName, follow: false, out var status).IsError && status.Kind == FileKind.Folder);
        }
        _cache?.Dispose();
        _cache = null;
        var path = _naming.CacheFolderOf(folder.Path);
        return !FileSystem.MakeFolders(path).IsError && !FolderHandle.Open(path, follow: true, out _cache).IsError;
    }

    /// <summary>An installed file that is a link to the one in the cache has its time; of one that was copied, the other is asked.</summary>
    private static bool IsAsBrought(KeptWheel wheel, FsPath brought, in FileStatus installed, bool isLink) =>
        (isLink ? FileTime.Of(installed) : FileTime.Of(brought)).IsUpTo(wheel.UnpackedNow);

    private bool HasHeaderOf(KeptPyc pyc, in FileStatus source) =>
        options.Mode != InvalidationMode.Timestamp || pyc.Stamp == PycCheck.StampOf(source);

    private bool TryLink(KeptPyc pyc, ReadOnlySpan<byte> name)
    {
        var kept = KeptFile.WriteName(pyc.Entry, _keptName);
        var error = Target.HardLink(_kept!, kept, name);
        if (error.Fault == FileFault.Exists && IsFile(name))
        {
            _ = FileSystem.Delete(_cachePath.Append(name[PrefixLength..^1]));
            error = Target.HardLink(_kept!, kept, name);
        }
        _canLink &= error.Fault is not (FileFault.CrossDevice or FileFault.AccessDenied or FileFault.Other);
        return !error.IsError;
    }

    private bool IsFile(ReadOnlySpan<byte> name) => !Target.Stat(name, follow: false, out var status).IsError && status.Kind == FileKind.File;

    private bool TryWrite(KeptWheel wheel, KeptPyc pyc, FsPath source, in FileStatus status, ReadOnlySpan<byte> name)
    {
        if (FileSystem.ReadAll(wheel.Folder / KeptFile.NameOf(pyc.Entry), out byte[] content).IsError || !pyc.IsWhole(content))
            return false;
        var code = content.AsSpan(PycHeader.SizeBytes);
        var header = options.Mode == InvalidationMode.Timestamp ? PycHeader.Timestamp(format.Magic, 0, 0) with { Stamp = PycCheck.StampOf(status) }
            : PycHeader.Hash(format.Magic, pyc.Stamp, checkSource: options.Mode == InvalidationMode.CheckedHash);
        _written.ResetWrittenCount();
        header.WriteTo(_written.GetSpan(PycHeader.SizeBytes));
        _written.Advance(PycHeader.SizeBytes);
        if (!CodeFileName.TryReplace(code, pyc.NameOffset, pyc.NameLength, source.Bytes, _written))
            return false;
        var target = _cachePath.Append(name);
        bool isBlocked = !FileSystem.Stat(target, follow: false, out var there).IsError && there.Kind != FileKind.File;
        return !isBlocked && !FileSystem.WriteAll(target, _written.WrittenSpan, (status.Mode | 0x80) & 0x1b6).IsError;
    }
}
