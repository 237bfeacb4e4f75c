using System.Runtime.InteropServices;

namespace Kiln.Engine.Io;

/// <summary>
/// The system's own libzstd, which decompresses Zstandard (RFC 8878): .NET 10 has nothing that does. Debian, Fedora, Arch and most others always have it, as their
/// package managers need it; where it is not there, whoever asks is told so.
/// </summary>
internal sealed unsafe class ZstandardLibrary
{
    private static readonly Lazy<ZstandardLibrary?> OfSystem = new(() => Load(UsualNames));

    private readonly delegate* unmanaged<void*> _createStream;
    private readonly delegate* unmanaged<void*, nuint> _freeStream;
    private readonly delegate* unmanaged<void*, Buffer*, Buffer*, nuint> _decompress;
    private readonly delegate* unmanaged<nuint, uint> _isError;

    private ZstandardLibrary(nint library)
    {
        _createStream = (delegate* unmanaged<void*>)NativeLibrary.GetExport(library, "ZSTD_createDStream");
        _freeStream = (delegate* unmanaged<void*, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDStream");
        _decompress = (delegate* unmanaged<void*, Buffer*, Buffer*, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompressStream");
        _isError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
    }

    /// <summary>The system's; null where it has none.</summary>
    public static ZstandardLibrary? System => OfSystem.Value;

    /// <summary>What the file of the library is called on this system.</summary>
    public static string Name => UsualNames[0];

    private static string[] UsualNames => OperatingSystem.IsWindows() ? ["libzstd.dll"]
        : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"]
        : ["libzstd.so.1"];

    /// <summary>The first of some files that is there and can be loaded; on Windows only beside the program, never from the current folder.</summary>
    internal static ZstandardLibrary? Load(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(ZstandardLibrary).Assembly, OperatingSystem.IsWindows() ? DllImportSearchPath.AssemblyDirectory : null, out nint library))
                return new ZstandardLibrary(library);
        }
        return null;
    }

    /// <summary>A new decompression; to be given back to <see cref="Free"/>.</summary>
    public nint Create()
    {
        nint stream = (nint)_createStream();
        return stream == 0 ? throw new UserErrorException("there is no memory left to decompress with") : stream;
    }

    /// <summary>Ends a decompression.</summary>
    public void Free(nint stream) => _ = _freeStream((void*)stream);

    /// <summary>Goes on with a decompression (zstd.h: ZSTD_decompressStream); true if a frame has ended and all of it is out.</summary>
    /// <param name="stream">Of <see cref="Create"/>.</param>
    /// <param name="packed">Bytes of the archive; <paramref name="read"/> says how many were taken.</param>
    /// <param name="content">Where content goes; <paramref name="written"/> says how much there is.</param>
    /// <param name="read">Bytes taken.</param>
    /// <param name="written">Bytes written.</param>
    /// <exception cref="InvalidDataException">It is damaged, or wants a window of more than 128 MiB, the library's bound.</exception>
    public bool Decompress(nint stream, ReadOnlySpan<byte> packed, Span<byte> content, out int read, out int written)
    {
        // SAFETY: the library keeps to the sizes, and keeps neither address after the call.
        fixed (byte* from = packed, to = content)
        {
            var input = new Buffer { Address = from, Size = (nuint)packed.Length };
            var output = new Buffer { Address = to, Size = (nuint)content.Length };
            nuint left = _decompress((void*)stream, &output, &input);
            if (_isError(left) != 0)
                throw new InvalidDataException("no Zstandard");
            (read, written) = ((int)input.Position, (int)output.Position);
            return left == 0;
        }
    }

    /// <summary>zstd.h: ZSTD_inBuffer and ZSTD_outBuffer, which are alike.</summary>
    private struct Buffer
    {
        public byte* Address;
        public nuint Size;
        public nuint Position;
    }
}
