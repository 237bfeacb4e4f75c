using Kiln.Engine.Index;

namespace Kiln.Operations;

/// <summary>Where <c>--outdated</c> looks for newer versions.</summary>
/// <param name="Index">The indexes.</param>
/// <param name="Network">How the network is used.</param>
internal sealed record NewestQuery(IndexOptions Index, NetworkOptions Network);
