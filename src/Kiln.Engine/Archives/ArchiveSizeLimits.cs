namespace Kiln.Engine.Archives;

/// <summary>
/// How much an archive may unpack to. Deflate makes at most 1,032 bytes of one, and members may not overlap, so that a bomb needs size:
/// the largest honest ratio of a whole wheel that was met is 12, and 144 for a single file.
/// </summary>
internal static class ArchiveSizeLimits
{
    private const int MostRatio = 100;
    private const long AlwaysAllowedBytes = 512L << 20;

    /// <summary>Refuses an archive whose members claim to be more than its size makes likely; unpacking holds them to the claim.</summary>
    public static void Check(ReadOnlySpan<ZipMember> members, long archiveBytes, ArchiveJudge judge)
    {
        long limit = Math.Max(AlwaysAllowedBytes, archiveBytes * MostRatio);
        long total = 0;
        foreach (ref readonly var member in members)
        {
            total += Math.Min(member.SizeBytes, long.MaxValue - total);
            if (total > limit)
            {
                throw judge.Refuse(
                    $"would unpack to more than {limit} bytes, the limit for an archive of {archiveBytes} ({MostRatio} times that, or 512 MiB)");
            }
        }
    }
}
