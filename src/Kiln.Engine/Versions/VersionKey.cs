namespace Kiln.Engine.Versions;

/// <summary>
/// A common version as one number that compares as the version does: up to four release numbers (16, 8, 8 and 8 bits), then
/// what follows them (3 bits), then its number (21 bits). No epoch, no local label, one suffix at most. Trailing zeros of the
/// release are not in it. The idea is uv's (uv-pep440, VersionSmall).
/// </summary>
internal static class VersionKey
{
    /// <summary>Bits below the release: versions of one release have the same key above them.</summary>
    public const int SuffixBits = KindBits + NumberBits;

    private const int KindBits = 3;
    private const int NumberBits = 21;
    private const int LongestRelease = 4;

    private enum Suffix : byte
    {
        Dev,
        Alpha,
        Beta,
        Candidate,
        Final,
        Post,
    }

    /// <summary>The key of a version; false if it has none.</summary>
    public static bool TryMake(in VersionParts parts, out ulong key)
    {
        key = 0;
        int suffixes = (parts.Pre is null ? 0 : 1) + (parts.Post is null ? 0 : 1) + (parts.Dev is null ? 0 : 1);
        if (parts.Epoch != 0 || parts.Local is not null || suffixes > 1)
            return false;
        var release = parts.Release.TrimEnd(0L);
        if (release.Length > LongestRelease)
            return false;
        for (int i = 0; i < release.Length; i++)
        {
            if (release[i] >> WidthOf(i) != 0)
                return false;
            key |= (ulong)release[i] << ShiftOf(i);
        }
        var (suffix, number) = SuffixOf(parts);
        key |= ((ulong)suffix << NumberBits) | (ulong)number;
        return number >> NumberBits == 0;
    }

    /// <summary>The release number at <paramref name="index"/>, 0 beyond the last.</summary>
    public static long ReleaseAt(ulong key, int index) =>
        index < LongestRelease ? (long)(key >> ShiftOf(index)) & ((1L << WidthOf(index)) - 1) : 0;

    /// <summary>The pre-release part.</summary>
    public static PreRelease? PreOf(ulong key)
    {
        var suffix = SuffixOf(key);
        return suffix is Suffix.Alpha or Suffix.Beta or Suffix.Candidate
            ? new PreRelease((PreReleaseKind)(suffix - Suffix.Alpha), NumberOf(key))
            : null;
    }

    /// <summary>The post-release part.</summary>
    public static long? PostOf(ulong key) => SuffixOf(key) == Suffix.Post ? NumberOf(key) : null;

    /// <summary>The development part.</summary>
    public static long? DevOf(ulong key) => SuffixOf(key) == Suffix.Dev ? NumberOf(key) : null;

    /// <summary>True for <c>.dev</c>, <c>a</c>, <c>b</c> and <c>rc</c>.</summary>
    public static bool IsPreRelease(ulong key) => SuffixOf(key) < Suffix.Final;

    private static (Suffix Suffix, long Number) SuffixOf(in VersionParts parts)
    {
        if (parts.Pre is { } pre)
            return (Suffix.Alpha + (byte)pre.Kind, pre.Number);
        if (parts.Post is { } post)
            return (Suffix.Post, post);
        return parts.Dev is { } dev ? (Suffix.Dev, dev) : (Suffix.Final, 0);
    }

    private static Suffix SuffixOf(ulong key) => (Suffix)((key >> NumberBits) & ((1 << KindBits) - 1));

    private static long NumberOf(ulong key) => (long)(key & ((1UL << NumberBits) - 1));

    private static int WidthOf(int index) => index == 0 ? 16 : 8;

    private static int ShiftOf(int index) => SuffixBits + (8 * (LongestRelease - 1 - index));
}
