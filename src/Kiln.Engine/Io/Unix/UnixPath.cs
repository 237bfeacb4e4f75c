namespace Kiln.Engine.Io.Unix;

/// <summary>
/// Reaches paths longer than the kernel takes in one call (PATH_MAX: 4096 bytes on Linux, 1024 on macOS, with the NUL) by opening folder after folder.
/// For every other path it costs one comparison.
/// </summary>
internal unsafe ref struct UnixPath
{
    private static readonly int Longest = OperatingSystem.IsMacOS() ? 1024 : 4096;

    private readonly bool _isOpened;

    private UnixPath(int folder, ReadOnlySpan<byte> rest, bool isOpened)
    {
        Folder = folder;
        Rest = rest;
        _isOpened = isOpened;
    }

    /// <summary>The open folder that <see cref="Rest"/> is meant from.</summary>
    public int Folder { get; }

    /// <summary>What remains of the path, with its NUL.</summary>
    public ReadOnlySpan<byte> Rest { get; }

    /// <summary>Splits a path with its NUL into an open folder and a rest that is short enough.</summary>
    public static FileError Resolve(ReadOnlySpan<byte> terminated, out UnixPath path)
    {
        if (terminated.Length <= Longest)
        {
            path = new UnixPath(Libc.AtCurrentFolder, terminated, isOpened: false);
            return FileError.None;
        }
        return ResolveLong(terminated, out path);
    }

    /// <summary>Closes what <see cref="Resolve"/> opened.</summary>
    public readonly void Dispose()
    {
        if (_isOpened)
            _ = Libc.Close(Folder);
    }

    private static FileError ResolveLong(ReadOnlySpan<byte> terminated, out UnixPath path)
    {
        int folder = Libc.AtCurrentFolder;
        bool isOpened = false;
        Span<byte> part = stackalloc byte[4096];
        while (terminated.Length > Longest)
        {
            int cut = terminated[..(Longest - 1)].LastIndexOf((byte)'/');
            if (cut <= 0)
            {
                if (isOpened)
                    _ = Libc.Close(folder);
                path = default;
                return new FileError(FileFault.NameTooLong, 0);
            }
            terminated[..cut].CopyTo(part);
            part[cut] = 0;
            int next;
            fixed (byte* name = part)
                next = Libc.OpenAt(folder, name, Libc.ReadOnly | Libc.Folder | Libc.CloseOnExec, 0);
            var error = next < 0 ? UnixError.Last() : FileError.None;
            if (isOpened)
                _ = Libc.Close(folder);
            if (error.IsError)
            {
                path = default;
                return error;
            }
            folder = next;
            isOpened = true;
            terminated = terminated[(cut + 1)..].TrimStart((byte)'/');
        }
        path = new UnixPath(folder, terminated, isOpened);
        return FileError.None;
    }
}
