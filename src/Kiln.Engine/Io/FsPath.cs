using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace Kiln.Engine.Io;

/// <summary>
/// A path of the file system as the system has it: on Unix any bytes but NUL, on Windows UTF-8.
/// System.IO turns names that are not UTF-8 into other names; this never does. Held with a NUL behind it, ready for a system call.
/// </summary>
[JsonConverter(typeof(FsPathJsonConverter))]
public readonly struct FsPath : IEquatable<FsPath>, IComparable<FsPath>
{
    private readonly byte[]? _terminated;

    private FsPath(byte[] terminated) => _terminated = terminated;

    /// <summary>The path's bytes, without the NUL.</summary>
    public ReadOnlySpan<byte> Bytes => _terminated is null ? default : _terminated.AsSpan(0, _terminated.Length - 1);

    /// <summary>The same, for who keeps them for a while.</summary>
    public ReadOnlyMemory<byte> Memory => _terminated is null ? default : _terminated.AsMemory(0, _terminated.Length - 1);

    /// <summary>The path's bytes with a NUL behind them.</summary>
    public ReadOnlySpan<byte> Terminated => _terminated ?? "\0"u8;

    /// <summary>Number of bytes, without the NUL.</summary>
    public int Length => _terminated is null ? 0 : _terminated.Length - 1;

    /// <summary>True for the path of no bytes at all (also the default value).</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>True if the path begins at a root.</summary>
    public bool IsAbsolute => OperatingSystem.IsWindows() ? System.IO.Path.IsPathFullyQualified(ToString()) : Length > 0 && Bytes[0] == (byte)'/';

    /// <summary>The last component; empty for a root.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            var bytes = Bytes;
            return bytes[(LastSeparator(bytes) + 1)..];
        }
    }

    /// <summary>The last component with a NUL behind it.</summary>
    public ReadOnlySpan<byte> TerminatedName => Terminated[^(Name.Length + 1)..];

    /// <summary>The folder that holds this path: a root is its own parent, a single name has the empty path.</summary>
    public FsPath Parent
    {
        get
        {
            var bytes = Bytes;
            int separator = LastSeparator(bytes);
            if (separator < 0)
                return default;
            int root = RootLength(bytes);
            return FromBytes(bytes[..Math.Max(separator, root)]);
        }
    }

    /// <summary>A path of these bytes; separators at its end are dropped.</summary>
    public static FsPath FromBytes(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        int root = RootLength(bytes);
        while (length > Math.Max(root, 1) && IsSeparator(bytes[length - 1]))
            length--;
        if (length == 0)
            return default;
        var terminated = new byte[length + 1];
        bytes[..length].CopyTo(terminated);
        return new FsPath(terminated);
    }

    /// <summary>A path from text, as UTF-8.</summary>
    public static FsPath From(string text) => FromBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>A path below this one.</summary>
    public static FsPath operator /(FsPath folder, string name) => folder.Append(Encoding.UTF8.GetBytes(name));

    /// <summary>A path below this one: <paramref name="name"/> may hold separators, and replaces the folder where it is absolute.</summary>
    public FsPath Append(ReadOnlySpan<byte> name)
    {
        var folder = Bytes;
        if (folder.IsEmpty || RootLength(name) > 0)
            return FromBytes(name);
        int separator = IsSeparator(folder[^1]) ? 0 : 1;
        var terminated = new byte[folder.Length + separator + name.Length + 1];
        folder.CopyTo(terminated);
        if (separator == 1)
            terminated[folder.Length] = (byte)'/';
        name.CopyTo(terminated.AsSpan(folder.Length + separator));
        return new FsPath(terminated);
    }

    /// <summary>An absolute path without empty, <c>.</c> and <c>..</c> components, by name alone (os.path.normpath).</summary>
    public FsPath Normalized()
    {
        var path = FromBytes(Bytes[..RootLength(Bytes)]);
        var rest = Bytes[path.Length..];
        while (!rest.IsEmpty)
        {
            int length = 0;
            while (length < rest.Length && !IsSeparator(rest[length]))
                length++;
            var component = rest[..length];
            rest = rest[Math.Min(length + 1, rest.Length)..];
            if (component.SequenceEqual(".."u8))
                path = path.Parent;
            else if (!component.IsEmpty && !component.SequenceEqual("."u8))
                path = path.Append(component);
        }
        return path;
    }

    /// <summary>The path with these bytes behind its name.</summary>
    public FsPath WithSuffix(ReadOnlySpan<byte> suffix)
    {
        var terminated = new byte[Length + suffix.Length + 1];
        Bytes.CopyTo(terminated);
        suffix.CopyTo(terminated.AsSpan(Length));
        return new FsPath(terminated);
    }

    /// <summary>The path without <c>.</c> and empty components; <c>..</c> stays, since a link may stand before it.</summary>
    public FsPath WithoutDots()
    {
        var bytes = Bytes;
        int root = RootLength(bytes);
        var plain = FromBytes(bytes[..root]);
        for (var rest = bytes[root..]; !rest.IsEmpty;)
        {
            int end = OperatingSystem.IsWindows() ? rest.IndexOfAny((byte)'/', (byte)'\\') : rest.IndexOf((byte)'/');
            var component = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!component.IsEmpty && !component.SequenceEqual("."u8))
                plain = plain.Append(component);
        }
        return plain;
    }

    /// <summary>True if this path is <paramref name="folder"/> or lies below it, compared by name only.</summary>
    public bool IsWithin(FsPath folder)
    {
        if (!Bytes.StartsWith(folder.Bytes))
            return false;
        return Length == folder.Length || folder.IsEmpty || IsSeparator(folder.Bytes[^1]) || IsSeparator(Bytes[folder.Length]);
    }

    /// <summary>True if this path lies in <paramref name="folder"/> itself, by name only.</summary>
    public bool IsEntryOf(FsPath folder)
    {
        int length = folder.Length;
        return length > 0 && Length > length + 1 && IsSeparator(Bytes[length]) && Bytes.StartsWith(folder.Bytes) && LastSeparator(Bytes[(length + 1)..]) < 0;
    }

    /// <summary>The path as the system would be asked for it, as text: for calls of the platform that take strings; bytes that are not UTF-8 are replaced.</summary>
    public string ToSystemString() => Encoding.UTF8.GetString(Bytes);

    /// <summary>The path for people: what is not UTF-8 or would move the cursor is shown as <c>\xNN</c>.</summary>
    public override string ToString() => Printable.Text(Bytes);

    /// <inheritdoc/>
    public bool Equals(FsPath other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is FsPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Order by bytes, a folder's separator before any other byte: a folder's files stand together, before its neighbours'.</summary>
    public int CompareTo(FsPath other)
    {
        var left = Bytes;
        var right = other.Bytes;
        int common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[common]).CompareTo(Rank(right[common]));

        static int Rank(byte value) => IsSeparator(value) ? 0 : value;
    }

    /// <summary>Same bytes.</summary>
    public static bool operator ==(FsPath left, FsPath right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(FsPath left, FsPath right) => !left.Equals(right);

    /// <summary>Before in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(FsPath left, FsPath right) => left.CompareTo(right) < 0;

    /// <summary>Behind in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(FsPath left, FsPath right) => left.CompareTo(right) > 0;

    /// <summary>Before or equal in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(FsPath left, FsPath right) => left.CompareTo(right) <= 0;

    /// <summary>Behind or equal in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(FsPath left, FsPath right) => left.CompareTo(right) >= 0;

    /// <summary>True for the bytes that divide components: <c>/</c>, on Windows <c>\</c> too.</summary>
    internal static bool IsSeparator(byte value) => value == (byte)'/' || (value == (byte)'\\' && OperatingSystem.IsWindows());

    private static int LastSeparator(ReadOnlySpan<byte> bytes) =>
        OperatingSystem.IsWindows() ? bytes.LastIndexOfAny((byte)'/', (byte)'\\') : bytes.LastIndexOf((byte)'/');

    /// <summary>Bytes of the root at the beginning: 1 for <c>/</c>, 3 for <c>C:\</c>, 0 for a relative path.</summary>
    private static int RootLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && IsSeparator(bytes[0]))
            return 1;
        return OperatingSystem.IsWindows() && bytes.Length > 2 && bytes[1] == (byte)':' && IsSeparator(bytes[2]) ? 3 : 0;
    }
}
