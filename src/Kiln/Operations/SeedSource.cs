using Kiln.Engine.Index;

namespace Kiln.Operations;

/// <summary>Where an environment's first packages may come from, as the user named it.</summary>
/// <param name="Index">Indexes, folders and pages.</param>
/// <param name="Network">How the network is used.</param>
internal sealed record SeedSource(IndexOptions Index, NetworkOptions Network);
