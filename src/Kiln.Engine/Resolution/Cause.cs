using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Why an <see cref="Incompatibility"/> is one.</summary>
internal abstract record Cause
{
    private Cause()
    {
    }

    /// <summary>A requirement: the first statement is about who has it, the last about what is required.</summary>
    public sealed record Need(Requirement Requirement) : Cause;

    /// <summary>The user requires, or narrows by a constraint.</summary>
    public sealed record Limit(Requirement Constraint) : Cause;

    /// <summary>No version that could be chosen lies in the range.</summary>
    public sealed record NoVersion(VersionRange Range) : Cause;

    /// <summary>These versions cannot be used, whatever else is chosen.</summary>
    public sealed record Unusable(string Reason) : Cause;

    /// <summary>It follows from two others.</summary>
    public sealed record Conclusion(Incompatibility Left, Incompatibility Right) : Cause
    {
        /// <summary>Both.</summary>
        public (Incompatibility Left, Incompatibility Right) Sides => (Left, Right);
    }
}
