using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Reads sources whole, one after the other, into one buffer; time and size are of the same open file as the bytes.</summary>
internal sealed class SourceReader
{
    // A buffer that one giant needed is not kept for the others.
    private const int KeptSize = 4 * 1024 * 1024;
    private const int SmallestSize = 64 * 1024;

    // CPython needs a hundred times as much memory; more than this no compiler takes.
    private const int LargestSize = 512 * 1024 * 1024;
    private const int Attempts = 3;

    private byte[] _buffer = new byte[SmallestSize];

    /// <summary>
    /// Reads a source. <paramref name="content"/> holds until the next read, and is empty if <paramref name="status"/> says that it is no file.
    /// The status is from before the read: if somebody writes meanwhile, the header is older than the source, and import compiles again.
    /// </summary>
    public FileError Read(FsPath path, out FileStatus status, out ReadOnlyMemory<byte> content)
    {
        FileError error;
        int count;
        int attempt = 0;
        do
            error = ReadOnce(path, out status, out count);
        while (!error.IsError && count != status.Size && status.Kind == FileKind.File && ++attempt < Attempts);
        content = _buffer.AsMemory(0, count);
        return error;
    }

    private FileError ReadOnce(FsPath path, out FileStatus status, out int count)
    {
        status = default;
        count = 0;
        var error = FileHandle.OpenRead(path, out var file);
        if (error.IsError)
            return error;
        using (file!)
        {
            error = file!.Stat(out status);
            return error.IsError || status.Kind != FileKind.File ? error : ReadToEnd(file, status.Size, out count);
        }
    }

    private FileError ReadToEnd(FileHandle file, long size, out int count)
    {
        count = 0;
        if (size >= LargestSize)
            return new FileError(FileFault.TooLarge, 0);
        // One byte more than the size, so that a file that has grown is seen.
        int wanted = Math.Max((int)size + 1, SmallestSize);
        if (_buffer.Length < wanted || (_buffer.Length > KeptSize && wanted <= KeptSize))
            _buffer = new byte[wanted];
        while (true)
        {
            var error = file.ReadExpecting(size - count, _buffer.AsSpan(count), out int read);
            count += read;
            if (error.IsError || count < _buffer.Length)
                return error;
            if (count >= LargestSize)
                return new FileError(FileFault.TooLarge, 0);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
