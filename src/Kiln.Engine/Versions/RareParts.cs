namespace Kiln.Engine.Versions;

/// <summary>The parts of a version that has no <see cref="VersionKey"/>: calendar versions, local labels, several suffixes, epochs.</summary>
internal sealed record RareParts(long Epoch, long[] Release, PreRelease? Pre, long? Post, long? Dev, LocalLabel? Local)
{
    /// <summary>The hash of what counts for equality: trailing zeros of the release do not.</summary>
    public int HashOfValue()
    {
        var hash = new HashCode();
        hash.Add(Epoch);
        foreach (long number in Release.AsSpan().TrimEnd(0L))
            hash.Add(number);
        hash.Add(Pre);
        hash.Add(Post);
        hash.Add(Dev);
        hash.Add(Local);
        return hash.ToHashCode();
    }
}
