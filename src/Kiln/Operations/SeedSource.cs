namespace Kiln.Operations;

/// <summary>Where an environment's first packages may come from, as the user named it.</summary>
/// <param name="FindLinks">Folders and pages with wheels.</param>
/// <param name="NoIndex">Ask no index.</param>
internal sealed record SeedSource(IReadOnlyList<string> FindLinks, bool NoIndex);
