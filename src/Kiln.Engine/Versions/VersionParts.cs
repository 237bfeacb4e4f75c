namespace Kiln.Engine.Versions;

/// <summary>The parts of a version while it is made: what a parser has read, or another version with one part replaced.</summary>
internal readonly ref struct VersionParts
{
    /// <summary>The number before <c>!</c>; 0 where there is none.</summary>
    public long Epoch { get; init; }

    /// <summary>The numbers divided by dots, at least one.</summary>
    public required ReadOnlySpan<long> Release { get; init; }

    /// <summary><c>a1</c>, <c>b1</c>, <c>rc1</c></summary>
    public PreRelease? Pre { get; init; }

    /// <summary><c>.post1</c></summary>
    public long? Post { get; init; }

    /// <summary><c>.dev1</c></summary>
    public long? Dev { get; init; }

    /// <summary><c>+cu118</c></summary>
    public LocalLabel? Local { get; init; }
}
