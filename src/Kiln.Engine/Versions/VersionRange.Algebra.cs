namespace Kiln.Engine.Versions;

/// <content>Set operations.</content>
public sealed partial class VersionRange
{
    /// <summary>All versions that are not in this set.</summary>
    public VersionRange Complement()
    {
        if (_cuts.Length == 0)
            return IsEmpty ? Full : Empty;
        return new VersionRange(_cuts, !_startsInside);
    }

    /// <summary>The versions that are in both.</summary>
    public VersionRange Intersect(VersionRange other)
    {
        if (IsFull || other.IsEmpty)
            return other;
        if (other.IsFull || IsEmpty)
            return this;
        return Combine(this, other, isInverted: false);
    }

    /// <summary>The versions that are in either.</summary>
    public VersionRange Union(VersionRange other)
    {
        if (IsEmpty || other.IsFull)
            return other;
        if (other.IsEmpty || IsFull)
            return this;
        return Combine(this, other, isInverted: true);
    }

    /// <summary>The versions that are in this set and not in the other.</summary>
    public VersionRange Except(VersionRange other) => Intersect(other.Complement());

    /// <summary>True if every version of this set is in the other.</summary>
    public bool IsSubsetOf(VersionRange other)
    {
        var sweep = SweepWith(other);
        do
        {
            if (sweep.IsInLeft && !sweep.IsInRight)
                return false;
        }
        while (sweep.MoveNext());
        return true;
    }

    /// <summary>True if no version is in both.</summary>
    public bool IsDisjointFrom(VersionRange other)
    {
        var sweep = SweepWith(other);
        do
        {
            if (sweep.IsInLeft && sweep.IsInRight)
                return false;
        }
        while (sweep.MoveNext());
        return true;
    }

    /// <summary>The intersection; inverted, the complement of the complements' intersection, which is the union.</summary>
    private static VersionRange Combine(VersionRange left, VersionRange right, bool isInverted)
    {
        var cuts = new VersionCut[left._cuts.Length + right._cuts.Length];
        int count = 0;
        var sweep = left.SweepWith(right);
        bool startsInside = IsInside(sweep, isInverted);
        bool isInside = startsInside;
        while (sweep.MoveNext())
        {
            if (IsInside(sweep, isInverted) == isInside)
                continue;
            isInside = !isInside;
            cuts[count++] = sweep.Cut;
        }
        if (count == 0)
            return startsInside ? Full : Empty;
        Array.Resize(ref cuts, count);
        return new VersionRange(cuts, startsInside);
    }

    private static bool IsInside(in CutSweep sweep, bool isInverted) =>
        isInverted ? sweep.IsInLeft || sweep.IsInRight : sweep.IsInLeft && sweep.IsInRight;

    private CutSweep SweepWith(VersionRange other) => new(_cuts, _startsInside, other._cuts, other._startsInside);
}
