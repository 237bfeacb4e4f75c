using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// The file of an archive, read at any place by any number of threads. It is read, not mapped: a mapped file that somebody cuts short
/// kills the process.
/// </summary>
internal sealed class ArchiveFile : IDisposable
{
    private readonly FsPath _path;
    private readonly FileHandle _file;

    private ArchiveFile(FsPath path, FileHandle file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>What the file is now.</summary>
    public FileStatus Status
    {
        get
        {
            ThrowIfError(_file.Stat(out var status), _path);
            return status;
        }
    }

    /// <summary>Opens a regular file; a <see cref="UserErrorException"/> where that cannot be.</summary>
    public static ArchiveFile Open(FsPath path)
    {
        ThrowIfError(FileHandle.OpenRead(path, out var file), path);
        var opened = new ArchiveFile(path, file!);
        if (opened.Status.Kind == FileKind.File)
            return opened;
        opened.Dispose();
        throw new UserErrorException($"cannot read `{path}`: it is not a file");
    }

    /// <summary>Reads from <paramref name="offset"/>; fewer bytes than asked for only at the end of the file.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        ThrowIfError(_file.ReadAt(buffer, offset, out int count), _path);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void ThrowIfError(FileError error, FsPath path)
    {
        if (error.IsError)
            throw UserErrorException.ForFile("read", path, error);
    }
}
