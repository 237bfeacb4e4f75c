using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>A requirement and who has it; null for the user.</summary>
internal sealed record Demand(Requirement Requirement, Candidate? By)
{
    /// <summary>"`b>=2` (which you asked for)", "`b>=2` (from a 1.0)".</summary>
    public override string ToString() =>
        $"`{Requirement}` ({(By is null ? "which you asked for" : $"from {By.FileName.Name} {By.FileName.Version}")})";
}
