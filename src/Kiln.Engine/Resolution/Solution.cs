namespace Kiln.Engine.Resolution;

/// <summary>What a search came to: one wheel for each project, by name; or why there is none.</summary>
/// <param name="Packages">The projects chosen; empty if there is no solution.</param>
/// <param name="Conflict">Why not; null if there is a solution.</param>
public sealed record Solution(IReadOnlyList<ChosenPackage> Packages, NoSolutionText? Conflict)
{
    /// <summary>The wheels chosen.</summary>
    public IReadOnlyList<Candidate> Candidates { get; } = [.. Packages.Select(package => package.Wheel)];
}
