using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>A file of a pinned version.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Hashes">Its hashes.</param>
public sealed record PinnedFile(string Url, IReadOnlyList<ArchiveHash> Hashes)
{
    /// <summary>True for sources, which have to be built.</summary>
    public bool IsSource { get; init; }

    /// <summary>Its bytes; null where that is not told.</summary>
    public long? Size { get; init; }

    /// <summary>When it was uploaded; null where that is not told.</summary>
    public DateTimeOffset? UploadTime { get; init; }
}
