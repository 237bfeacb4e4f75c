using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>Something that the user asked for, and where he did.</summary>
/// <param name="Requirement">What.</param>
/// <param name="Reference">The URL or path that it is to be; null if any index may give it.</param>
/// <param name="Origin">The file; null for the command line and standard input.</param>
internal sealed record AskedRequirement(Requirement Requirement, DirectReference? Reference, RequirementsOrigin? Origin)
{
    /// <summary>The indexes of which it is to come from one, the first whose marker holds; empty for those of the run.</summary>
    public IReadOnlyList<IndexPin> IndexPins { get; init; } = [];
}
