namespace Kiln.Engine.Requirements;

/// <summary>The one index that a package is to come from, as a project says it: <c>beta = { index = "name" }</c>.</summary>
/// <param name="Index">The index's name.</param>
/// <param name="Place">The URL or path that the project itself gives for that name; null if it gives none.</param>
/// <param name="Marker">When; null for always.</param>
public sealed record IndexPin(string Index, string? Place, Marker? Marker);
