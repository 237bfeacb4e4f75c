using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>In what <c>pip install</c> and <c>pip sync</c> differ.</summary>
internal sealed record ChangeScope
{
    /// <summary>True if what was not asked for, and is not needed, is removed.</summary>
    public bool IsExact { get; init; }

    /// <summary>True if what packages need comes with them.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>Whether the newest version of a project is wanted although one is installed.</summary>
    public Func<PackageName, bool> IsUpgraded { get; init; } = static _ => false;

    /// <summary>When pre-releases are taken.</summary>
    public PreReleaseMode PreReleases { get; init; } = PreReleaseMode.IfNecessaryOrExplicit;

    /// <summary>True if the whole environment is compiled afterwards, not only what was installed.</summary>
    public bool CompilesAll { get; init; }
}
