namespace Kiln.Engine.Tags;

/// <summary>How well a wheel fits an interpreter: its best rank, 0 before all others, or why it does not fit.</summary>
public readonly record struct TagPriority : IComparable<TagPriority>
{
    private TagPriority(int rank, TagMismatch mismatch)
    {
        Rank = rank;
        Mismatch = mismatch;
    }

    /// <summary>The place of its best tag among all that fit; the smaller the better. No meaning where nothing fits.</summary>
    public int Rank { get; }

    /// <summary>Why it does not fit.</summary>
    public TagMismatch Mismatch { get; }

    /// <summary>True if the wheel can be installed.</summary>
    public bool IsCompatible => Mismatch == TagMismatch.None;

    /// <summary>A wheel that fits.</summary>
    public static TagPriority Fits(int rank) => new(rank, TagMismatch.None);

    /// <summary>A wheel that does not fit.</summary>
    public static TagPriority Differs(TagMismatch mismatch) => new(int.MaxValue, mismatch);

    /// <summary>Better ones first; what does not fit stands last, what came farthest before the others.</summary>
    public int CompareTo(TagPriority other) => Rank != other.Rank ? Rank.CompareTo(other.Rank) : other.Mismatch.CompareTo(Mismatch);

    /// <summary>Better.</summary>
    public static bool operator <(TagPriority left, TagPriority right) => left.CompareTo(right) < 0;

    /// <summary>Worse.</summary>
    public static bool operator >(TagPriority left, TagPriority right) => left.CompareTo(right) > 0;

    /// <summary>Better, or as good.</summary>
    public static bool operator <=(TagPriority left, TagPriority right) => left.CompareTo(right) <= 0;

    /// <summary>Worse, or as good.</summary>
    public static bool operator >=(TagPriority left, TagPriority right) => left.CompareTo(right) >= 0;
}
