using System.Text;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Which folder of a wheel is what, by PEP 427:
/// <code>
/// NAME-VERSION.dist-info/     exactly one
/// NAME-VERSION.data/          at most one, of the same name
///   purelib platlib headers scripts data   and nothing else
/// anything else               goes to site-packages
/// </code>
/// </summary>
internal static class WheelLayout
{
    /// <summary>
    /// The name of the <c>.dist-info</c> folder; the archive is refused if there is not exactly one, or something is wrong in <c>.data</c>.
    /// </summary>
    public static string FindDistInfo(ReadOnlySpan<ZipMember> members, ArchiveJudge judge)
    {
        FsPath? found = null;
        foreach (ref readonly var member in members)
        {
            var top = Top(member);
            if (!top.EndsWith(".dist-info"u8))
                continue;
            if (found is { } other && !other.Bytes.SequenceEqual(top))
                throw judge.Refuse(member.Path, $"lies in a second .dist-info folder beside `{other}`");
            found ??= FsPath.FromBytes(top);
        }
        if (found is not { } distInfo)
            throw judge.Refuse("is no wheel: it has no .dist-info folder");
        CheckData(members, distInfo.Bytes[..^".dist-info".Length], judge);
        return Encoding.UTF8.GetString(distInfo.Bytes);
    }

    private static void CheckData(ReadOnlySpan<ZipMember> members, ReadOnlySpan<byte> stem, ArchiveJudge judge)
    {
        foreach (ref readonly var member in members)
        {
            var top = Top(member);
            if (!top.EndsWith(".data"u8))
                continue;
            // pip takes every such folder for one of data, uv only that of the right name: they would install different files.
            if (!top[..^".data".Length].SequenceEqual(stem))
                throw judge.Refuse(member.Path, "lies in a .data folder that is named after another distribution");
            var below = member.Path.Bytes[top.Length..].TrimStart((byte)'/');
            int slash = below.IndexOf((byte)'/');
            var scheme = slash < 0 ? below : below[..slash];
            if (scheme.IsEmpty && member.IsFolder)
                continue;
            if (slash < 0 && !member.IsFolder)
                throw judge.Refuse(member.Path, "lies in .data, but in none of its folders");
            if (!IsScheme(scheme))
            {
                throw judge.Refuse(
                    member.Path, $"belongs to the unknown scheme `{Printable.Text(scheme)}`; known are purelib, platlib, headers, scripts and data");
            }
        }
    }

    private static bool IsScheme(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("purelib"u8) || name.SequenceEqual("platlib"u8) || name.SequenceEqual("headers"u8)
        || name.SequenceEqual("scripts"u8) || name.SequenceEqual("data"u8);

    /// <summary>The first component of a name; empty for a file that lies at the top.</summary>
    private static ReadOnlySpan<byte> Top(in ZipMember member)
    {
        var path = member.Path.Bytes;
        int slash = path.IndexOf((byte)'/');
        return slash >= 0 ? path[..slash] : member.IsFolder ? path : default;
    }
}
