using Microsoft.Win32.SafeHandles;

namespace Kiln.Engine.Io;

/// <summary>
/// An open file that any number of threads read at any place. It is read, not mapped: a mapped file that somebody cuts short kills the process.
/// </summary>
internal sealed class PositionedFile : IDisposable
{
    private readonly FileHandle _file;
    private readonly SafeFileHandle _handle;

    private PositionedFile(FsPath path, FileHandle file)
    {
        Path = path;
        _file = file;
        _handle = file.Windows ?? new SafeFileHandle(file.Descriptor, ownsHandle: false);
    }

    /// <summary>The path that was opened.</summary>
    public FsPath Path { get; }

    /// <summary>What the file is now.</summary>
    public FileStatus Status
    {
        get
        {
            var error = _file.Stat(out var status);
            return error.IsError ? throw UserErrorException.ForFile("read", Path, error) : status;
        }
    }

    /// <summary>Opens a regular file; a <see cref="UserErrorException"/> where that cannot be.</summary>
    public static PositionedFile Open(FsPath path)
    {
        var error = FileHandle.OpenRead(path, out var file);
        if (error.IsError)
            throw UserErrorException.ForFile("read", path, error);
        var opened = new PositionedFile(path, file!);
        if (opened.Status.Kind == FileKind.File)
            return opened;
        opened.Dispose();
        throw new UserErrorException($"cannot read `{path}`: it is not a file");
    }

    /// <summary>Reads from <paramref name="offset"/>; fewer bytes than asked for only at the end of the file.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        int count = 0;
        try
        {
            while (count < buffer.Length)
            {
                int read = RandomAccess.Read(_handle, buffer[count..], offset + count);
                if (read == 0)
                    break;
                count += read;
            }
            return count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read `{Path}`: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
        _file.Dispose();
    }
}
