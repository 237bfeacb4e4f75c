namespace Kiln.Engine.Tags;

/// <summary>What decides which wheels an interpreter can use: plain values, asked of it or chosen for a foreign one.</summary>
public sealed record PlatformTagSource
{
    /// <summary><c>sys.implementation.name</c>: <c>cpython</c>, <c>pypy</c>, <c>graalpy</c>.</summary>
    public required string Implementation { get; init; }

    /// <summary>The 3 of Python 3.12.</summary>
    public required int Major { get; init; }

    /// <summary>The 12 of Python 3.12.</summary>
    public required int Minor { get; init; }

    /// <summary>True for a CPython without the global interpreter lock.</summary>
    public bool IsFreeThreaded { get; init; }

    /// <summary>True for a CPython built with <c>--with-pydebug</c>.</summary>
    public bool IsDebug { get; init; }

    /// <summary>sysconfig's SOABI, <c>pypy310-pp73-x86_64-linux-gnu</c>: tells the ABI of other implementations than CPython.</summary>
    public string? Soabi { get; init; }

    /// <summary>sysconfig.get_platform(): <c>linux-x86_64</c>, <c>win-amd64</c>, <c>macosx-11.0-arm64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>platform.machine(): on macOS the architecture that runs, which <see cref="Platform"/> does not always tell.</summary>
    public required string Machine { get; init; }

    /// <summary>True for an interpreter with pointers of 32 bits, also on a 64-bit system.</summary>
    public bool Is32Bit { get; init; }

    /// <summary>The version of glibc; null where there is another C library.</summary>
    public SystemVersion? Glibc { get; init; }

    /// <summary>The version of musl; null where there is another C library.</summary>
    public SystemVersion? Musl { get; init; }

    /// <summary>The version of macOS.</summary>
    public SystemVersion? MacOs { get; init; }
}
