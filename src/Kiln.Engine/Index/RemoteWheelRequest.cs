using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>A wheel to be had by its URL.</summary>
/// <param name="File">Where it is, and what its page says of it.</param>
/// <param name="Name">What its file name tells.</param>
public sealed record RemoteWheelRequest(RemoteFile File, WheelFileName Name)
{
    /// <summary>The hashes of which it must have one, where the user gave some; they count instead of the page's.</summary>
    public IReadOnlyList<ArchiveHash> AcceptedHashes { get; init; } = [];
}
