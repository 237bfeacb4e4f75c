using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Names and places of <c>.pyc</c> files: PEP 3147 and PEP 488, as <c>importlib._bootstrap_external.cache_from_source</c> makes them.
/// </summary>
public sealed class PycNaming
{
    /// <summary>Longest name of a file, in bytes, on every file system of note.</summary>
    public const int LongestName = 255;

    private readonly byte[][] _endings;

    /// <summary>Names for an interpreter's cache tag; <paramref name="prefix"/> is PYTHONPYCACHEPREFIX, or empty.</summary>
    public PycNaming(string cacheTag, FsPath prefix)
    {
        Prefix = prefix;
        _endings = [.. Enumerable.Range(0, 3).Select(level => Encoding.UTF8.GetBytes(level == 0 ? $".{cacheTag}.pyc" : $".{cacheTag}.opt-{level}.pyc"))];
    }

    /// <summary>The root of the mirror that bytecode goes to, or empty for <c>__pycache__</c> folders.</summary>
    public FsPath Prefix { get; }

    /// <summary>The folder for the bytecode of the sources in <paramref name="folder"/> (an absolute path).</summary>
    public FsPath CacheFolderOf(FsPath folder) => CacheFolderOf(folder, Prefix);

    /// <summary>The same for any interpreter; <paramref name="prefix"/> is PYTHONPYCACHEPREFIX, or empty.</summary>
    public static FsPath CacheFolderOf(FsPath folder, FsPath prefix)
    {
        if (prefix.IsEmpty)
            return folder.Append("__pycache__"u8);
        var inner = folder.Bytes;
        if (OperatingSystem.IsWindows() && inner.Length > 1 && inner[1] == (byte)':')
            inner = inner[2..];
        while (!inner.IsEmpty && FsPath.IsSeparator(inner[0]))
            inner = inner[1..];
        return prefix.Append(inner);
    }

    /// <summary>
    /// Writes the name of a source's <c>.pyc</c>, with a NUL behind it, into <paramref name="buffer"/> (of 512 bytes or more);
    /// false if no file system takes a name that long. <c>a.py</c> gives <c>a.TAG.pyc</c>, and <c>.py</c> gives <c>py.TAG.pyc</c>.
    /// </summary>
    public bool TryName(ReadOnlySpan<byte> source, int level, Span<byte> buffer, out int length)
    {
        int dot = source.LastIndexOf((byte)'.');
        var stem = dot == 0 ? source[1..] : source[..dot];
        var ending = _endings[level];
        length = stem.Length + ending.Length;
        if (length > LongestName)
            return false;
        stem.CopyTo(buffer);
        ending.CopyTo(buffer[stem.Length..]);
        buffer[length++] = 0;
        return true;
    }

    /// <summary>False if no file system takes the name of this source's bytecode.</summary>
    public bool CanName(ReadOnlySpan<byte> source, int level)
    {
        Span<byte> name = stackalloc byte[LongestName + 1];
        return TryName(source, level, name, out _);
    }

    /// <summary>Where the bytecode of a source (an absolute path) goes.</summary>
    public FsPath PathOf(FsPath source, int level)
    {
        Span<byte> name = stackalloc byte[LongestName + 1];
        return TryName(source.Name, level, name, out int length) ? CacheFolderOf(source.Parent).Append(name[..(length - 1)]) : default;
    }
}
