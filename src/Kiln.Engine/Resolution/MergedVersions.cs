using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>Brings together what several places have of one project.</summary>
internal static class MergedVersions
{
    /// <summary>
    /// All versions, the newest first. Of a version that several have, the files of the first come first, and its turn counts. What links lead to, the
    /// first of the places, has its turn with the first index, as in uv.
    /// </summary>
    public static IReadOnlyList<KnownVersion> Of(IReadOnlyList<IReadOnlyList<KnownVersion>> places, bool isInTurn) =>
    [
        .. places.SelectMany((place, index) => place.Select(version => (version, Turn: isInTurn ? Math.Max(index - 1, 0) : 0)))
            .GroupBy(each => each.version.Version)
            .OrderByDescending(group => group.Key)
            .Select(group => Join([.. group.Select(each => each.version)], group.Min(each => each.Turn))),
    ];

    /// <summary>The versions with only those wheels that have one of the hashes, or whose hash is not told; all of them where that leaves none: then the hash is what is told to be wrong.</summary>
    public static IReadOnlyList<KnownVersion> WithHashes(IReadOnlyList<KnownVersion> versions, IReadOnlyList<ArchiveHash> accepted) =>
        [.. versions.Select(version => new KnownVersion(version.Version, () => new VersionFiles(Narrow(version.Wheels, accepted), version.Sources)) { Turn = version.Turn })];

    private static KnownVersion Join(IReadOnlyList<KnownVersion> same, int turn) =>
        new(same[0].Version, () => new VersionFiles([.. same.SelectMany(each => each.Wheels)], [.. same.SelectMany(each => each.Sources)])) { Turn = turn };

    private static IReadOnlyList<Candidate> Narrow(IReadOnlyList<Candidate> wheels, IReadOnlyList<ArchiveHash> accepted)
    {
        var left = wheels.Where(wheel => wheel.Remote is not { Hashes.Count: > 0 } file || file.Hashes.Any(accepted.Contains)).ToList();
        return left.Count > 0 ? left : wheels;
    }
}
