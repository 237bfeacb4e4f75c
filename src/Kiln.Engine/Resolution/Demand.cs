using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>One reason why a project was chosen.</summary>
/// <param name="By">The project that requires it; null for the user.</param>
/// <param name="Need">What is required.</param>
public sealed record Demand(PackageName? By, Requirement Need);
