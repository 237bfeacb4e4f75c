namespace Kiln.Engine.Versions;

/// <summary>Walks along the version line over the cuts of two ranges at once; the algebra of ranges is what it makes of the two sides.</summary>
internal ref struct CutSweep(ReadOnlySpan<VersionCut> left, bool isInLeft, ReadOnlySpan<VersionCut> right, bool isInRight)
{
    private ReadOnlySpan<VersionCut> _left = left;
    private ReadOnlySpan<VersionCut> _right = right;

    /// <summary>True while the place reached is in the left range.</summary>
    public bool IsInLeft { get; private set; } = isInLeft;

    /// <summary>True while the place reached is in the right range.</summary>
    public bool IsInRight { get; private set; } = isInRight;

    /// <summary>The cut that was passed last.</summary>
    public VersionCut Cut { get; private set; }

    /// <summary>Passes the next cut of either range, or one that both have; false at the end of the line.</summary>
    public bool MoveNext()
    {
        if (_left.IsEmpty && _right.IsEmpty)
            return false;
        int order = _left.IsEmpty ? 1 : _right.IsEmpty ? -1 : _left[0].CompareTo(_right[0]);
        Cut = order <= 0 ? _left[0] : _right[0];
        if (order <= 0)
        {
            _left = _left[1..];
            IsInLeft = !IsInLeft;
        }
        if (order >= 0)
        {
            _right = _right[1..];
            IsInRight = !IsInRight;
        }
        return true;
    }
}
