using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>A wheel file to be had unpacked.</summary>
/// <param name="Archive">The file; its name is the wheel's.</param>
public sealed record WheelRequest(FsPath Archive)
{
    /// <summary>The hashes of which the archive must have one; any will do where there are none.</summary>
    public IReadOnlyList<ArchiveHash> AcceptedHashes { get; init; } = [];
}
