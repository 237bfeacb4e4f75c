namespace Kiln.Engine.Versions;

/// <content>
/// The order of PEP 440, "Summary of permitted suffixes and relative ordering": epoch, release, then
/// <c>.devN &lt; aN.devM &lt; aN &lt; aN.postM.devK &lt; aN.postM &lt; … &lt; rcN &lt; final &lt; .postN.devM &lt; .postN</c>,
/// each before itself with a local label.
/// </content>
public sealed partial class PyVersion
{
    /// <inheritdoc/>
    public int CompareTo(PyVersion? other)
    {
        if (other is null)
            return 1;
        if (_rare is null && other._rare is null)
            return _key.CompareTo(other._key);
        int order = CompareReleaseTo(other);
        return order != 0 ? order : CompareSuffixesTo(other);
    }

    /// <inheritdoc/>
    public bool Equals(PyVersion? other)
    {
        if (other is null)
            return false;
        // Equal versions have a key, or have none, together: only what counts for equality decides whether there is one.
        if (_rare is null || other._rare is null)
            return _rare is null && other._rare is null && _key == other._key;
        return CompareTo(other) == 0;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PyVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => _rare is null ? _key.GetHashCode() : _rare.HashOfValue();

    /// <summary>The order of epoch and release alone: 0 for all versions of one release.</summary>
    internal int CompareReleaseTo(PyVersion other)
    {
        if (_rare is null && other._rare is null)
            return (_key >> VersionKey.SuffixBits).CompareTo(other._key >> VersionKey.SuffixBits);
        int order = Epoch.CompareTo(other.Epoch);
        int length = Math.Max(_releaseLength, other._releaseLength);
        for (int i = 0; i < length && order == 0; i++)
            order = ReleaseAt(i).CompareTo(other.ReleaseAt(i));
        return order;
    }

    private int CompareSuffixesTo(PyVersion other)
    {
        int order = PreRank.CompareTo(other.PreRank);
        if (order == 0)
            order = (Post ?? -1).CompareTo(other.Post ?? -1);
        if (order == 0)
            order = (Dev ?? long.MaxValue).CompareTo(other.Dev ?? long.MaxValue);
        return order != 0 ? order : Comparer<LocalLabel?>.Default.Compare(_rare?.Local, other._rare?.Local);
    }

    /// <summary>A bare <c>.devN</c> stands before the alphas, a version without pre-release part behind the candidates.</summary>
    private (int Kind, long Number) PreRank
    {
        get
        {
            if (Pre is { } pre)
                return ((int)pre.Kind, pre.Number);
            return (Post is null && Dev is not null ? -1 : int.MaxValue, 0);
        }
    }

    /// <summary>Same version.</summary>
    public static bool operator ==(PyVersion? left, PyVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Other version.</summary>
    public static bool operator !=(PyVersion? left, PyVersion? right) => !(left == right);

    /// <summary>Earlier.</summary>
    public static bool operator <(PyVersion left, PyVersion right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(PyVersion left, PyVersion right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(PyVersion left, PyVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(PyVersion left, PyVersion right) => left.CompareTo(right) >= 0;
}
