using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Bytecode that a wheel brings along. What belongs to a source is never trusted: it would run instead of the source, whatever that says.
/// What has no source is the module itself, and stays.
/// </summary>
internal static class ShippedBytecode
{
    /// <summary>
    /// The files of a wheel that are to be unpacked, in path order; how much bytecode was dropped, and how much was kept for want of a source.
    /// </summary>
    public static ZipMember[] Drop(ReadOnlySpan<ZipMember> members, out int dropped, out int sourceless)
    {
        var sources = new HashSet<FsPath>();
        foreach (ref readonly var member in members)
        {
            if (HasSuffix(member.Path.Bytes, ".py"u8))
                sources.Add(member.Path);
        }
        var kept = new List<ZipMember>(members.Length);
        dropped = sourceless = 0;
        foreach (ref readonly var member in members)
        {
            bool isBytecode = HasSuffix(member.Path.Bytes, ".pyc"u8);
            if (member.IsFolder)
                continue;
            if (isBytecode && (IsCached(member.Path) || sources.Contains(FsPath.FromBytes(member.Path.Bytes[..^1]))))
            {
                dropped++;
                continue;
            }
            sourceless += isBytecode ? 1 : 0;
            kept.Add(member);
        }
        kept.Sort((left, right) => left.Path.CompareTo(right.Path));
        return [.. kept];
    }

    private static bool IsCached(FsPath path) => Ascii.EqualsIgnoreCase(path.Parent.Name, "__pycache__"u8);

    // Case does not count: on Windows and macOS, `X.PYC` is found as `x.pyc`.
    private static bool HasSuffix(ReadOnlySpan<byte> path, ReadOnlySpan<byte> suffix) =>
        path.Length > suffix.Length && Ascii.EqualsIgnoreCase(path[^suffix.Length..], suffix);
}
