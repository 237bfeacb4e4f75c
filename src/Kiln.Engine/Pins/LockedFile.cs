using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>A file that a lock file names.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hashes">Its hashes, of which it must have one; at least one.</param>
public sealed record LockedFile(FileLocation Place, string Name, IReadOnlyList<ArchiveHash> Hashes);
