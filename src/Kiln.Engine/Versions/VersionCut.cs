namespace Kiln.Engine.Versions;

/// <summary>
/// A place between versions on their line; ranges are made of them. Two cuts are equal exactly if no version lies between them:
/// "behind 1.0 and its local labels" is written as "before 1.0.post0.dev0", the next version there is.
/// </summary>
internal readonly record struct VersionCut(PyVersion Version, CutPlace Place) : IComparable<VersionCut>
{
    /// <summary>The cut behind a version and all its local labels.</summary>
    public static VersionCut AfterLocals(PyVersion version)
    {
        if (version.Dev is { } dev)
            return new VersionCut(version.With(version.Pre, version.Post, dev + 1), CutPlace.Before);
        return new VersionCut(version.With(version.Pre, version.Post + 1 ?? 0, dev: 0), CutPlace.Before);
    }

    /// <summary>The cut behind a version and all its post-releases.</summary>
    public static VersionCut AfterPosts(PyVersion version)
    {
        if (version.Post is not null || version.Dev is not null)
            return AfterLocals(version);
        return version.Pre is { } pre
            ? new VersionCut(version.With(pre with { Number = pre.Number + 1 }, post: null, dev: 0), CutPlace.Before)
            : new VersionCut(version, CutPlace.AfterRelease);
    }

    /// <summary>True if <paramref name="version"/> lies behind this cut.</summary>
    public bool IsBefore(PyVersion version) => Place switch
    {
        CutPlace.Before => Version.CompareTo(version) <= 0,
        CutPlace.After => Version.CompareTo(version) < 0,
        _ => Version.CompareReleaseTo(version) < 0,
    };

    /// <inheritdoc/>
    public int CompareTo(VersionCut other)
    {
        bool isRelease = Place == CutPlace.AfterRelease;
        if (isRelease || other.Place == CutPlace.AfterRelease)
        {
            int release = Version.CompareReleaseTo(other.Version);
            return release != 0 ? release : isRelease.CompareTo(other.Place == CutPlace.AfterRelease);
        }
        int order = Version.CompareTo(other.Version);
        return order != 0 ? order : Place.CompareTo(other.Place);
    }

    /// <inheritdoc/>
    public bool Equals(VersionCut other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Place == CutPlace.AfterRelease ? (int)Place : HashCode.Combine(Version, Place);
}
