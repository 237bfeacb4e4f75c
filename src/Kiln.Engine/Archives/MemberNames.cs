using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Sees that the names of an archive do not collide: twice the same name, a file where another member needs a folder,
/// or two names that are one where case does not count.
/// </summary>
internal static class MemberNames
{
    /// <summary>
    /// Refuses names that collide everywhere; returns a pair of names that collide on file systems that ignore case (null if there is none),
    /// which is refused where such file systems are the rule.
    /// </summary>
    public static (FsPath First, FsPath Second)? Check(ReadOnlySpan<ZipMember> members, ArchiveJudge judge)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted, (left, right) => left.Path.CompareTo(right.Path));
        // In this order a path is followed by what is below it.
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Path == sorted[i - 1].Path)
                throw judge.Refuse(sorted[i].Path, "is there twice");
            if (!sorted[i - 1].IsFolder && sorted[i].Path.IsWithin(sorted[i - 1].Path))
                throw judge.Refuse(sorted[i - 1].Path, $"is a file, and the folder of `{sorted[i].Path}`");
        }
        var collision = FindCaseCollision(sorted);
        if (collision is { } pair && (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()))
            throw judge.Refuse(pair.Second, $"is the same as `{pair.First}` where case does not count");
        return collision;
    }

    private static (FsPath First, FsPath Second)? FindCaseCollision(ReadOnlySpan<ZipMember> members)
    {
        var seen = new HashSet<FsPath>(members.Length, new CaseBlindComparer());
        foreach (ref readonly var member in members)
        {
            if (!member.IsFolder && !seen.Add(member.Path) && seen.TryGetValue(member.Path, out var first))
                return (first, member.Path);
        }
        return null;
    }

    /// <summary>Case by the simple mapping of Unicode, as NTFS and APFS fold it; text is made only for names beyond ASCII.</summary>
    private sealed class CaseBlindComparer : IEqualityComparer<FsPath>
    {
        public bool Equals(FsPath left, FsPath right) =>
            Ascii.EqualsIgnoreCase(left.Bytes, right.Bytes)
            || (!Ascii.IsValid(left.Bytes) && string.Equals(left.ToSystemString(), right.ToSystemString(), StringComparison.OrdinalIgnoreCase));

        public int GetHashCode(FsPath path)
        {
            uint hash = 2166136261;
            foreach (byte value in path.Bytes)
            {
                // Letters beyond ASCII do not count here: their cases may differ in any byte, and even in length.
                if (value < 0x80)
                    hash = (hash ^ (value | 0x20u)) * 16777619;
            }
            return (int)hash;
        }
    }
}
