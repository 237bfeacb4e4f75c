using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>
/// What the solver chooses: a project's version, or that one of its extras is wanted, which has no versions of its own. Without a name it is the
/// user, who requires what the command named.
/// </summary>
internal sealed record SolverPackage(PackageName? Name, ExtraName? Extra)
{
    /// <summary>The user.</summary>
    public static SolverPackage User { get; } = new(null, null);

    /// <summary><c>name</c> or <c>name[extra]</c></summary>
    public override string ToString() => Name is null ? "you" : Extra is null ? $"{Name}" : $"{Name}[{Extra}]";
}
