namespace Kiln.Engine.Resolution;

/// <summary>What a search came to: one wheel for each project, by name; or why there is none.</summary>
/// <param name="Candidates">The wheels chosen; empty if there is no solution.</param>
/// <param name="Conflict">Why not, in sentences; null if there is a solution.</param>
public sealed record Solution(IReadOnlyList<Candidate> Candidates, string? Conflict);
